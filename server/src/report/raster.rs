//! A chart as a picture of pixels, for programs that take no SVG.
//!
//! The fonts are the machine's: Noto Sans and Noto Sans Arabic where they are installed, else what there is. They are looked for
//! once, when the first picture is asked for. Where they lack a letter no picture is made, since one without its words would
//! tell something wrong.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Family, ID, Query, Weight};
use resvg::usvg::{FontResolver, Group, Node, Options, Tree};

use super::chart::{Chart, Paint, Size};

/// Pixels for each unit of the chart: sharp enough for paper.
const SCALE: f32 = 2.0;
/// Arabic letters are taken from the first of these that there is; else from any font that has them.
const ARABIC: [&str; 3] = ["Noto Sans Arabic", "Noto Naskh Arabic", "DejaVu Sans"];
/// All others from these, where none of the chart's own list is there.
const OTHERS: [&str; 5] = ["Noto Sans", "DejaVu Sans", "Liberation Sans", "Arial", "Helvetica"];

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum NotDrawn {
    /// The machine has no font with the letters that are needed.
    #[error("no font with all letters of the figure is installed")]
    NoFont,
    /// The chart could not be read.
    #[error("the figure could not be read: {0}")]
    Svg(#[from] resvg::usvg::Error),
    /// It is too large, or could not be packed.
    #[error("the picture could not be made")]
    Picture,
    /// The thread that made it stopped.
    #[error(transparent)]
    Stopped(#[from] actix_web::error::BlockingError),
}

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    if let Some(known) = OTHERS.into_iter().find(|name| named(&fonts, name, Weight::NORMAL).is_some()) {
        fonts.set_sans_serif_family(known);
        fonts.set_serif_family(known);
    }
    Arc::new(fonts)
});

/// The chart as a PNG file, made where it keeps nobody waiting.
///
/// # Errors
/// When there is no font for it.
pub async fn png(chart: Chart) -> Result<Vec<u8>, NotDrawn> {
    actix_web::web::block(move || draw(&chart, FONTS.clone())).await?
}

fn draw(chart: &Chart, fonts: Arc<Database>) -> Result<Vec<u8>, NotDrawn> {
    let options = Options {
        fontdb: fonts,
        font_resolver: FontResolver {
            select_font: FontResolver::default_font_selector(),
            select_fallback: Box::new(fallback),
        },
        ..Options::default()
    };
    let tree = Tree::from_str(&chart.draw(Size::Wide, Paint::Picture), &options)?;
    if written(tree.root()).is_none_or(|glyphs| glyphs == 0) {
        return Err(NotDrawn::NoFont);
    }
    let size = tree.size().to_int_size().scale_by(SCALE).ok_or(NotDrawn::Picture)?;
    let mut picture = Pixmap::new(size.width(), size.height()).ok_or(NotDrawn::Picture)?;
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut picture.as_mut());
    picture.encode_png().map_err(|_| NotDrawn::Picture)
}

/// How many letters are written; nothing, if a font lacks one of them.
fn written(group: &Group) -> Option<usize> {
    let mut letters = 0;
    for node in group.children() {
        match node {
            Node::Group(group) => letters += written(group)?,
            Node::Text(text) => {
                for glyph in text.layouted().iter().flat_map(|span| &span.positioned_glyphs) {
                    let invisible = glyph
                        .text
                        .chars()
                        .all(|c| matches!(c, '\u{200e}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
                    if glyph.id.0 == 0 && !invisible {
                        return None;
                    }
                    letters += 1;
                }
            }
            Node::Path(_) | Node::Image(_) => {}
        }
    }
    Some(letters)
}

/// The font of that name.
fn named(fonts: &Database, name: &str, weight: Weight) -> Option<ID> {
    fonts.query(&Query { families: &[Family::Name(name)], weight, ..Query::default() })
}

/// The font for a letter that the font before has not.
fn fallback(letter: char, used: &[ID], fonts: &mut Arc<Database>) -> Option<ID> {
    let weight = used.first().and_then(|id| fonts.face(*id)).map_or(Weight::NORMAL, |face| face.weight);
    let preferred: &[&str] = match letter {
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fefc}' => &ARABIC,
        _ => &OTHERS,
    };
    let found = preferred.iter().filter_map(|name| named(fonts, name, weight)).find(|id| !used.contains(id));
    found.or_else(|| FontResolver::default_fallback_selector()(letter, used, fonts))
}

#[cfg(test)]
mod tests {
    use survey::locale::Direction;

    use super::*;
    use crate::report::chart::{Bar, BarRow, Drawing};

    fn chart(title: &str, direction: Direction) -> Chart {
        let bar = Bar { name: String::new(), percent: 50.0, text: "50%".to_owned() };
        Chart {
            id: "q".to_owned(),
            title: title.to_owned(),
            description: String::new(),
            source: "2026".to_owned(),
            direction,
            drawing: Drawing::Bars(vec![BarRow { label: String::new(), apart: false, bars: vec![bar] }]),
        }
    }

    /// The dark dots of the title: how many in each half.
    fn title(png: &[u8]) -> [usize; 2] {
        let picture = Pixmap::decode_png(png).unwrap();
        let (width, high) = (picture.width() as usize, 40);
        assert_eq!(width, 1520);
        let dark = |half: usize| {
            let dots = (0..high).flat_map(|y| (0..width / 2).map(move |x| y * width + x + half * width / 2));
            dots.filter(|at| picture.pixels()[*at].red() < 128).count()
        };
        [dark(0), dark(1)]
    }

    #[test]
    fn arabic_words_are_drawn_from_the_right() {
        let [left, right] =
            title(&draw(&chart("ما مدى رضاكم عن شراكتكم مع IMS؟", Direction::Rtl), FONTS.clone()).unwrap());
        assert!(left == 0 && right > 500, "{left} {right}");
        let [left, right] =
            title(&draw(&chart("How satisfied are you?", Direction::Ltr), FONTS.clone()).unwrap());
        assert!(left > 500 && right == 0, "{left} {right}");
    }

    #[test]
    fn there_is_no_picture_without_its_words() {
        let none = draw(&chart("What is asked", Direction::Ltr), Arc::new(Database::new()));
        assert!(matches!(none, Err(NotDrawn::NoFont)));
        // No font has a letter for this.
        let none = draw(&chart("\u{10ffff}\u{e123}", Direction::Ltr), FONTS.clone());
        assert!(matches!(none, Err(NotDrawn::NoFont)));
    }
}
