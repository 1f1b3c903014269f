//! Charts as SVG: bars, stacked bars that may diverge from a middle, columns.
//!
//! Words come in, drawing comes out; nothing here knows a report. A chart carries no style: in a page its shapes have
//! classes (`chart.css` has the colours, light and dark), in a file they have the colours of print. Every share stands
//! beside or in its bar, and the far side of a scale is hatched, so nothing is told by colour alone. Letters keep
//! their size: a chart is drawn for a width, wide or that of a phone.

mod bars;
mod canvas;
mod columns;
mod stacked;
pub mod text;

pub use canvas::{Paint, Size, Tone};
pub use stacked::tones;

use canvas::Canvas;
use survey::locale::Direction;

/// A chart in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Its own in its page: letters, digits and hyphens.
    pub id: String,
    /// What it is of.
    pub title: String,
    /// What can be seen, in a sentence.
    pub description: String,
    /// Who made it of what; written under it in a file.
    pub source: String,
    /// The direction of its words.
    pub direction: Direction,
    /// What is drawn.
    pub drawing: Drawing,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Drawing {
    /// A bar for each row, and a lighter one for the wave before.
    Bars(Vec<BarRow>),
    /// Bars that are made of parts.
    Stacked(Stacked),
    /// Columns: how often each value of a short scale was given.
    Columns(Columns),
}

/// A row of bars.
#[derive(Debug, Clone, PartialEq)]
pub struct BarRow {
    /// What it is of.
    pub label: String,
    /// Whether it is counted apart: its share is of nothing, and no bar is drawn.
    pub apart: bool,
    /// The bars, this wave's first.
    pub bars: Vec<Bar>,
}

/// A bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// The wave, where there are several.
    pub name: String,
    /// Its length, in per cent of the whole.
    pub percent: f64,
    /// What stands beside it.
    pub text: String,
}

/// Stacked bars.
#[derive(Debug, Clone, PartialEq)]
pub struct Stacked {
    /// Whether the middle of all bars stands on one line.
    pub diverging: bool,
    /// What the parts mean, in their order.
    pub legend: Vec<String>,
    /// The heading of what is counted apart, if anything is.
    pub apart: Option<String>,
    /// The rows.
    pub rows: Vec<StackRow>,
}

/// A row of stacked bars.
#[derive(Debug, Clone, PartialEq)]
pub struct StackRow {
    /// What it is of.
    pub label: String,
    /// The bars, this wave's first.
    pub bars: Vec<Stack>,
}

/// A stacked bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Stack {
    /// The wave, where there are several.
    pub name: String,
    /// The parts: how long each is, in per cent of the bar, and what stands in it.
    pub parts: Vec<(f64, String)>,
    /// What is counted apart.
    pub apart: String,
}

/// Columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    /// The columns: what stands under each, its height in per cent, and what stands above it.
    pub columns: Vec<(String, f64, String)>,
    /// What the first means.
    pub low: String,
    /// What the last means.
    pub high: String,
}

impl Chart {
    /// Draws it.
    pub fn draw(&self, size: Size, paint: Paint) -> String {
        let mut canvas = Canvas::new(&self.id, size, paint, self.direction);
        if paint != Paint::Page {
            canvas.heading(&self.title);
        }
        match &self.drawing {
            Drawing::Bars(rows) => bars::draw(&mut canvas, rows),
            Drawing::Stacked(stacked) => stacked::draw(&mut canvas, stacked),
            Drawing::Columns(columns) => columns::draw(&mut canvas, columns),
        }
        if paint != Paint::Page {
            canvas.source(&self.source);
        }
        canvas.finish(&self.title, &self.description)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(direction: Direction, drawing: Drawing) -> Chart {
        Chart {
            id: "q".to_owned(),
            title: "What <is> asked".to_owned(),
            description: "What is seen".to_owned(),
            source: "A survey".to_owned(),
            direction,
            drawing,
        }
    }

    fn all() -> Vec<Drawing> {
        let bar = |percent: f64| Bar { name: "2024".to_owned(), percent, text: format!("{percent}%") };
        let long =
            "A long label that needs more than one line wherever it stands, on a phone above all".to_owned();
        vec![
            Drawing::Bars(vec![
                BarRow { label: long.clone(), apart: false, bars: vec![bar(100.0), bar(0.0)] },
                BarRow { label: "Apart".to_owned(), apart: true, bars: vec![bar(0.0)] },
            ]),
            Drawing::Stacked(Stacked {
                diverging: true,
                legend: ["a", "b", "c", "d", "e"].map(str::to_owned).into(),
                apart: Some("Not relevant".to_owned()),
                rows: vec![StackRow {
                    label: long,
                    bars: vec![Stack {
                        name: "2024".to_owned(),
                        parts: [40.0, 30.0, 20.0, 10.0, 0.0].map(|part| (part, format!("{part}%"))).into(),
                        apart: "3".to_owned(),
                    }],
                }],
            }),
            Drawing::Columns(Columns {
                columns: vec![
                    ("1".to_owned(), 0.0, "0%".to_owned()),
                    ("2".to_owned(), 100.0, "100%".to_owned()),
                ],
                low: "low".to_owned(),
                high: "high".to_owned(),
            }),
        ]
    }

    /// All numbers of an attribute.
    fn numbers(svg: &str, name: &str) -> Vec<f64> {
        let mark = format!(" {name}=\"");
        svg.split(&mark).skip(1).map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect()
    }

    #[test]
    fn nothing_is_drawn_outside_and_nothing_carries_a_style() {
        for direction in [Direction::Ltr, Direction::Rtl] {
            for drawing in all() {
                for size in [Size::Wide, Size::Phone] {
                    for paint in [Paint::Page, Paint::File] {
                        let svg = chart(direction, drawing.clone()).draw(size, paint);
                        let body = svg.split("</defs>").nth(1).unwrap();
                        let box_ = svg.split("viewBox=\"0 0 ").nth(1).unwrap().split('"').next().unwrap();
                        let (width, height) = box_.split_once(' ').unwrap();
                        let (width, height): (f64, f64) = (width.parse().unwrap(), height.parse().unwrap());
                        assert!(numbers(body, "x").iter().all(|x| (0.0..=width).contains(x)), "{svg}");
                        assert!(numbers(body, "y").iter().all(|y| (0.0..=height).contains(y)), "{svg}");
                        assert!(numbers(body, "width").iter().all(|wide| *wide >= 0.0));
                        for (x, wide) in rects(body) {
                            assert!(x + wide <= width + 0.1, "{x} + {wide} > {width}: {svg}");
                        }
                        assert!(!svg.contains("style"), "{svg}");
                        assert!(svg.contains("What &lt;is&gt; asked") && svg.contains("<desc"));
                        assert_eq!(svg.contains("class="), paint == Paint::Page);
                    }
                }
            }
        }
    }

    fn rects(svg: &str) -> Vec<(f64, f64)> {
        let body = svg.split_once("</defs>").map_or(svg, |(_, body)| body);
        let rects = body.split("<rect").skip(1).map(|rest| rest.split("/>").next().unwrap());
        rects.map(|rect| (numbers(rect, "x")[0], numbers(rect, "width")[0])).collect()
    }

    #[test]
    fn an_arabic_chart_grows_from_the_right() {
        let drawing = all().remove(0);
        let left = rects(&chart(Direction::Ltr, drawing.clone()).draw(Size::Wide, Paint::Page));
        let right = rects(&chart(Direction::Rtl, drawing).draw(Size::Wide, Paint::Page));
        assert!(left.iter().all(|(x, _)| (x - left[0].0).abs() < 0.2) && left[0].0 > 250.0, "{left:?}");
        let ends: Vec<f64> = right.iter().map(|(x, width)| x + width).collect();
        assert!(ends.iter().all(|end| (end - ends[0]).abs() < 0.2) && ends[0] < 510.0, "{right:?}");
    }

    /// How light a colour is, from 0 to 255, as a printer without colour sees it.
    fn grey(colour: &str) -> f64 {
        let part = |from: usize| f64::from(u8::from_str_radix(&colour[from..from + 2], 16).unwrap());
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    #[test]
    fn without_colour_the_parts_of_a_scale_still_differ() {
        let svg = chart(Direction::Ltr, all().remove(1)).draw(Size::Wide, Paint::File);
        let legend: Vec<&str> = svg
            .split("</defs>")
            .nth(1)
            .unwrap()
            .split("<rect")
            .skip(2)
            .take(5)
            .map(|rect| rect.split("fill=\"").nth(1).unwrap().split('"').next().unwrap())
            .collect();
        assert_eq!(legend[3..], ["url(#q-w-h1)", "url(#q-w-h2)"], "the other side is hatched");
        for hatch in ["q-w-h1", "q-w-h2"] {
            assert!(svg.contains(&format!("<pattern id=\"{hatch}\"")));
        }
        let greys: Vec<f64> = legend[..3].iter().map(|colour| grey(colour)).collect();
        assert!(greys.windows(2).all(|pair| pair[1] - pair[0] > 40.0), "{greys:?}");
    }
}
