//! A sheet that is written from top to bottom. It gives every row its height, so that a chart stands beside its table in
//! whatever program opens the file.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Url, Worksheet, XlsxError};

use super::bare;
use super::drawn::{self, About};
use super::tables::{Cell, Drawing};
use crate::report::chart::text;
use crate::sheet::guard;

/// The width of the labels and of every other column, in characters and in pixels.
const LABELS: (f64, f64) = (46.0, 327.0);
const OTHERS: (f64, f64) = (12.0, 89.0);
/// A paragraph takes the labels' column and so many others.
const PARAGRAPH: u16 = 7;
const COLUMNS: u16 = 40;
/// The size of letters, in pixels, and the height of a line, in points.
const LETTERS: f64 = 14.7;
const LINE: f64 = 15.5;
/// A point is so many pixels.
const PIXELS: f64 = 4.0 / 3.0;
/// A cell takes 32,767 characters; nobody reads so many in one.
const LONGEST: usize = 32_000;
/// A header takes 255 characters with what stands for the name of the sheet.
const LONGEST_HEADER: usize = 120;
const INK: Color = Color::RGB(0x0016_262B);
const ACCENT: Color = Color::RGB(0x000F_5C63);

/// What the cells look like.
pub struct Style {
    right_to_left: bool,
    title: Format,
    heading: Format,
    head: Format,
    number_head: Format,
    text: Format,
    remark: Format,
    quote: [Format; 2],
    count: Format,
    share: Format,
    mean: Format,
    points: Format,
    difference: Format,
}

impl Style {
    /// The look of a direction.
    pub fn new(right_to_left: bool) -> Self {
        let direction = |right_to_left: bool| if right_to_left { 2 } else { 1 };
        let base = Format::new().set_font_color(INK).set_align(FormatAlign::Top);
        let words = base.clone().set_text_wrap().set_reading_direction(direction(right_to_left));
        let bold = words.clone().set_bold();
        // Numbers stand under their heads, at the side where lines end.
        let end = if right_to_left { FormatAlign::Left } else { FormatAlign::Right };
        let number = |format: &str| base.clone().set_num_format(format).set_align(end);
        let head = bold
            .clone()
            .set_border_bottom(FormatBorder::Thin)
            .set_align(FormatAlign::Bottom)
            .set_background_color(Color::RGB(0x00E8_F1F2));
        let quote = |right_to_left: bool| {
            let align = if right_to_left { FormatAlign::Right } else { FormatAlign::Left };
            words.clone().set_reading_direction(direction(right_to_left)).set_align(align).set_indent(1)
        };
        Self {
            right_to_left,
            title: bold.clone().set_font_size(16).set_font_color(ACCENT),
            heading: bold.clone().set_font_size(12),
            number_head: head.clone().set_align(end),
            head,
            remark: words.clone().set_indent(1),
            quote: [quote(false), quote(true)],
            text: words,
            count: number("#,##0"),
            share: number("0%"),
            mean: number("0.00"),
            points: number("+0;\u{2212}0;0"),
            difference: number("+0.00;\u{2212}0.00;0"),
        }
    }
}

/// What stands in the margins of paper.
pub struct Margins<'a> {
    /// The name of the report.
    pub title: &'a str,
    /// The number of the page, with codes for what a program fills in.
    pub pages: &'a str,
}

/// A sheet and its name in the list of contents.
pub struct Link {
    /// The sheet.
    pub sheet: String,
    /// What it is called in full.
    pub title: String,
}

/// A sheet, as far as it is written.
pub struct Page<'a> {
    sheet: &'a mut Worksheet,
    style: &'a Style,
    name: String,
    line: u32,
    /// How far down each row ends, in pixels.
    ends: Vec<f64>,
    /// How far down the last chart reaches, in pixels.
    charts: f64,
}

impl<'a> Page<'a> {
    /// An empty sheet of that name.
    pub fn new(
        sheet: &'a mut Worksheet,
        style: &'a Style,
        name: &str,
        margins: &Margins<'_>,
    ) -> Result<Self, XlsxError> {
        sheet.set_name(name)?.set_right_to_left(style.right_to_left);
        sheet.set_screen_gridlines(false);
        sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
        let title: String = margins.title.chars().take(LONGEST_HEADER).collect();
        // A header has no direction of its own; a sign that stands alone would be taken for a code.
        let (start, end, from, to) =
            if style.right_to_left { ("&R", "&L", "\u{202b}", "\u{202c}") } else { ("&L", "&R", "", "") };
        sheet.set_header(format!("{start}{from}{}{to}{end}{from}&A{to}", title.replace('&', "&&")));
        sheet.set_footer(format!("{end}{from}{}{to}", margins.pages));
        sheet.set_column_width(0, LABELS.0)?;
        for column in 1..COLUMNS {
            sheet.set_column_width(column, OTHERS.0)?;
        }
        Ok(Self { sheet, style, name: name.to_owned(), line: 0, ends: Vec::new(), charts: 0.0 })
    }

    /// The row that is written next.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// How far down everything reaches so far, in pixels.
    fn reaches(&self) -> f64 {
        self.ends.last().copied().unwrap_or_default()
    }

    /// Ends a row that has so many lines of text.
    fn end(&mut self, lines: f64, leading: f64) -> Result<(), XlsxError> {
        // The most that a row can be high is 409 points.
        let points = (lines.max(1.0) * leading).min(409.0);
        self.sheet.set_row_height(self.line, points)?;
        self.ends.push(self.reaches() + points * PIXELS);
        self.line += 1;
        Ok(())
    }

    /// An empty row.
    pub fn gap(&mut self) {
        self.ends.push(self.reaches() + LINE * PIXELS);
        // A height that is the usual one needs no words, but other programs have another usual one.
        let _ = self.sheet.set_row_height(self.line, LINE);
        self.line += 1;
    }

    fn across(&mut self, words: &str, format: &Format, size: f64) -> Result<u32, XlsxError> {
        let words: String = guard(&bare(words)).chars().take(LONGEST).collect();
        let line = self.line;
        self.sheet.merge_range(line, 0, line, PARAGRAPH, &words, format)?;
        let room = LABELS.1 + OTHERS.1 * f64::from(PARAGRAPH) - 12.0;
        let letters = LETTERS * size;
        let lines: usize = words.split('\n').map(|part| text::lines(part, letters, room).len()).sum();
        self.end(lines as f64, LINE * size)?;
        Ok(line)
    }

    /// The title of the sheet.
    pub fn title(&mut self, words: &str) -> Result<(), XlsxError> {
        let style = self.style;
        self.across(words, &style.title, 16.0 / 11.0).map(drop)
    }

    /// A heading; returns its row.
    pub fn heading(&mut self, words: &str) -> Result<u32, XlsxError> {
        let style = self.style;
        self.across(words, &style.heading, 12.0 / 11.0)
    }

    /// A paragraph; nothing where there are no words.
    pub fn paragraph(&mut self, words: &str) -> Result<(), XlsxError> {
        if words.trim().is_empty() {
            return Ok(());
        }
        let style = self.style;
        self.across(words, &style.text, 1.0).map(drop)
    }

    /// A text in a direction of its own.
    pub fn quote(&mut self, words: &str, right_to_left: bool) -> Result<(), XlsxError> {
        let style = self.style;
        self.across(words, &style.quote[usize::from(right_to_left)], 1.0).map(drop)
    }

    /// A line of the contents.
    pub fn link(&mut self, link: &Link) -> Result<(), XlsxError> {
        let to = Url::new(format!("internal:'{}'!A1", link.sheet)).set_text(guard(&link.title));
        self.sheet.write_url(self.line, 0, to)?;
        self.end(1.0, LINE)
    }

    /// The heads of a table, each of words or of numbers; returns their row.
    fn heads(&mut self, heads: &[String], rows: &[Vec<Cell>]) -> Result<u32, XlsxError> {
        let (line, style) = (self.line, self.style);
        let mut most = 1;
        for (place, head) in (0u16..).zip(heads) {
            let words = guard(&bare(head));
            // Bold letters are wider.
            most = most.max(text::lines(&words, LETTERS * 1.08, room(place)).len());
            let mut below = rows.iter().filter_map(|row| row.get(usize::from(place)));
            let numbers = below.any(|cell| !matches!(cell, Cell::Text(_) | Cell::Nothing));
            let format = if numbers { &style.number_head } else { &style.head };
            self.sheet.write_string_with_format(line, place, &words, format)?;
        }
        self.end(most as f64, LINE)?;
        Ok(line)
    }

    /// A table; returns the row of its heads.
    pub fn table(&mut self, heads: &[String], rows: Vec<Vec<Cell>>) -> Result<u32, XlsxError> {
        let line = self.heads(heads, &rows)?;
        rows.into_iter().try_for_each(|row| self.row(row))?;
        Ok(line)
    }

    /// A row of a table.
    pub fn row(&mut self, cells: Vec<Cell>) -> Result<(), XlsxError> {
        let (line, style) = (self.line, self.style);
        let mut most = 1;
        for (place, cell) in (0u16..).zip(cells) {
            let (number, format) = match cell {
                Cell::Nothing => continue,
                Cell::Text(words) => {
                    let words: String = guard(&bare(&words)).chars().take(LONGEST).collect();
                    most = most.max(text::lines(&words, LETTERS, room(place)).len());
                    let format = if place == 0 { &style.text } else { &style.remark };
                    self.sheet.write_string_with_format(line, place, &words, format)?;
                    continue;
                }
                Cell::Count(count) => (count as f64, &style.count),
                Cell::Share(percent) => (f64::from(percent) / 100.0, &style.share),
                Cell::Mean(mean) => (mean, &style.mean),
                Cell::Points(points) => (points, &style.points),
                Cell::Difference(by) => (by, &style.difference),
            };
            self.sheet.write_number_with_format(line, place, number, format)?;
        }
        self.end(most as f64, LINE)
    }

    /// A chart beside a table with so many columns, from its heads on.
    pub fn chart(
        &mut self,
        about: &About,
        drawing: &Drawing,
        columns: usize,
        description: &str,
    ) -> Result<(), XlsxError> {
        let (chart, height) = drawn::chart(&self.name, about, drawing, &bare(description));
        let beside = u16::try_from(columns + 1).unwrap_or(COLUMNS);
        self.sheet.insert_chart(about.heads, beside, &chart)?;
        let top = about.heads.checked_sub(1).and_then(|above| self.ends.get(above as usize));
        self.charts = top.copied().unwrap_or_default() + f64::from(height);
        Ok(())
    }

    /// Goes on below the charts of what was written from that row on.
    pub fn below_charts(&mut self, from: u32) {
        while self.line > from && self.reaches() < self.charts + 8.0 {
            self.gap();
        }
    }
}

/// How much room a column has for words, in pixels.
fn room(column: u16) -> f64 {
    (if column == 0 { LABELS.1 } else { OTHERS.1 }) - 8.0
}
