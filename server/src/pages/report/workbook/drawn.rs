//! The native charts: drawn by the program that opens the file, out of the cells beside them.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartPatternFill,
    ChartPatternFillType, ChartSolidFill, ChartType,
};

use super::tables::{Drawing, Kind};
use crate::report::chart::Tone;

const WIDE: u32 = 640;
/// A text beside a picture takes 255 characters.
const LONGEST: usize = 250;

/// Where the table stands that is drawn.
pub struct About {
    /// The row of its title.
    pub title: u32,
    /// The row of its heads; those that are drawn follow.
    pub heads: u32,
    /// Whether bars grow from the right.
    pub right_to_left: bool,
}

/// A chart and its height in pixels.
pub fn chart(sheet: &str, about: &About, drawing: &Drawing, description: &str) -> (Chart, u32) {
    let kind = match drawing.kind {
        Kind::Bars => ChartType::Bar,
        Kind::Columns => ChartType::Column,
        Kind::Shares => ChartType::BarPercentStacked,
        Kind::Counts => ChartType::BarStacked,
    };
    let mut chart = Chart::new(kind);
    let rows = u32::try_from(drawing.rows).unwrap_or(1);
    let (first, last) = (about.heads + 1, about.heads + rows.max(1));
    let stacked = matches!(drawing.kind, Kind::Shares | Kind::Counts);
    for (column, tone) in &drawing.series {
        let column = u16::try_from(*column).unwrap_or_default();
        let series = chart.add_series();
        series
            .set_name((sheet, about.heads, column))
            .set_categories((sheet, first, 0, last, 0))
            .set_values((sheet, first, column, last, column))
            .set_gap(if stacked { 45 } else { 60 })
            .set_format(&mut fill(*tone))
            .set_data_label(&label(*tone, drawing.kind));
    }
    // Titles are cells: what somebody wrote can't be taken for a range.
    let font = |size: f64| {
        let mut font = ChartFont::new();
        font.set_size(size);
        if about.right_to_left {
            font.set_right_to_left(true);
        }
        font
    };
    chart.title().set_name((sheet, about.title, 0)).set_font(font(11.0).set_bold());
    if drawing.series.len() < 2 {
        chart.legend().set_hidden();
    } else {
        chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(9.0));
    }
    // Every share is written, so the values' axis would say nothing more.
    let upright = drawing.kind == Kind::Columns;
    let values = if upright { chart.y_axis() } else { chart.x_axis() };
    values.set_major_gridlines(false).set_min(0).set_hidden(true);
    if about.right_to_left && !upright {
        values.set_reverse();
    }
    let answers = if upright { chart.x_axis() } else { chart.y_axis() };
    answers.set_font(&font(9.0));
    if !upright || about.right_to_left {
        // From top to bottom as in the table; columns from the right.
        answers.set_reverse();
    }
    let bars = rows * if stacked { 1 } else { u32::try_from(drawing.series.len()).unwrap_or(1) };
    let height = match drawing.kind {
        Kind::Columns => 300,
        Kind::Bars => (90 + bars * 30).max(200),
        Kind::Shares | Kind::Counts => (130 + bars * 42).max(230),
    };
    chart
        .set_width(WIDE)
        .set_height(height)
        .set_alt_text(description.chars().take(LONGEST).collect::<String>());
    (chart, height)
}

/// The ground of a part: the other side of a scale is hatched, so that it is not told by colour alone.
fn fill(tone: Tone) -> ChartFormat {
    let mut format = ChartFormat::new();
    let mut edge = ChartLine::new();
    edge.set_color(Tone::Line.colour()).set_width(0.75);
    match tone {
        Tone::Against | Tone::StronglyAgainst => {
            let pattern = if tone == Tone::Against {
                ChartPatternFillType::DiagonalStripesLightUpwards
            } else {
                ChartPatternFillType::DiagonalStripesWideUpwards
            };
            let mut hatch = ChartPatternFill::new();
            hatch.set_pattern(pattern).set_foreground_color(tone.colour()).set_background_color("#FFFFFF");
            format.set_pattern_fill(&hatch);
        }
        _ => {
            format.set_solid_fill(ChartSolidFill::new().set_color(tone.colour()));
        }
    }
    format.set_border(&edge);
    format
}

/// What is written in a part: its value, on white where the ground is hatched.
fn label(tone: Tone, kind: Kind) -> ChartDataLabel {
    let mut label = ChartDataLabel::new();
    label.show_value();
    let mut font = ChartFont::new();
    font.set_size(9);
    if matches!(kind, Kind::Shares | Kind::Counts) {
        let ink = if tone == Tone::First { Tone::OnDark } else { Tone::Ink };
        font.set_color(ink.colour());
        // Nothing is written where there is nothing.
        label.set_num_format(if kind == Kind::Shares { "0%;;" } else { "0;;" });
        if matches!(tone, Tone::Against | Tone::StronglyAgainst) {
            let mut white = ChartFormat::new();
            white.set_solid_fill(ChartSolidFill::new().set_color("#FFFFFF"));
            label.set_format(&mut white);
        }
    }
    label.set_font(&font);
    label
}
