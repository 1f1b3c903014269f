//! The staff's bar charts, before they are drawn: what stands where, in which order, and what the chart says.
//!
//! Nothing here knows texts or HTML. All places are in per cent of the chart's width, so that the drawing follows the
//! width of the screen while its letters keep their size.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use survey::locale::Direction;

use crate::report::response_rate::Tally;

/// A bar: where it begins, from the left, and how wide it is; both in per cent of the chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// The left edge.
    pub x: f64,
    /// The width.
    pub width: f64,
}

impl Bar {
    /// The bar of a share of 100; it grows from the side on which lines of text begin.
    pub fn new(percent: f64, direction: Direction) -> Self {
        let width = hundredths(percent.clamp(0.0, 100.0));
        Self { x: if direction == Direction::Rtl { hundredths(100.0 - width) } else { 0.0 }, width }
    }
}

/// The place of a value on the chart, from the left.
pub fn place(percent: f64, direction: Direction) -> f64 {
    let along = hundredths(percent.clamp(0.0, 100.0));
    if direction == Direction::Rtl { hundredths(100.0 - along) } else { along }
}

/// On which side of its place a label stands (SVG's `text-anchor`), so that it stays within the chart. SVG's start and
/// end follow the direction of the text by themselves.
pub fn anchor(percent: f64) -> &'static str {
    match percent {
        ..15.0 => "start",
        85.0.. => "end",
        _ => "middle",
    }
}

/// Two decimals are finer than a screen shows.
fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// One row of a chart: a group of partners.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// What it is called, in the language of the page.
    pub name: String,
    /// Its invitations.
    pub tally: Tally,
}

impl Group {
    /// The group's response rate; nobody invited counts as nought.
    pub fn percent(&self) -> f64 {
        self.tally.percent().unwrap_or_default()
    }
}

/// A column by which a table of groups is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The name.
    Name,
    /// Responses.
    Responded,
    /// Invitations.
    Invited,
    /// The response rate.
    Rate,
}

impl Column {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 4] = [Self::Name, Self::Responded, Self::Invited, Self::Rate];

    /// The column as it stands in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Responded => "responded",
            Self::Invited => "invited",
            Self::Rate => "rate",
        }
    }
}

/// The order of a table: `rate`, or `-rate` for the largest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// The column.
    pub by: Column,
    /// The largest first.
    pub descending: bool,
}

impl Default for Sort {
    /// Who is furthest behind stands first: that is what the page is opened for.
    fn default() -> Self {
        Self { by: Column::Rate, descending: false }
    }
}

/// The text names no order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an order")]
pub struct NotASort;

impl FromStr for Sort {
    type Err = NotASort;

    fn from_str(text: &str) -> Result<Self, NotASort> {
        let (name, descending) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
        let by = Column::ALL.into_iter().find(|column| column.as_str() == name).ok_or(NotASort)?;
        Ok(Self { by, descending })
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.descending { "-" } else { "" }, self.by.as_str())
    }
}

impl Sort {
    /// The order that a click on a column's heading asks for: the same column again turns it round.
    pub fn after_click(self, column: Column) -> Self {
        Self { by: column, descending: self.by == column && !self.descending }
    }

    /// The value of `aria-sort` in a column's heading.
    pub fn aria(self, column: Column) -> &'static str {
        match (self.by == column, self.descending) {
            (false, _) => "none",
            (true, false) => "ascending",
            (true, true) => "descending",
        }
    }

    /// Puts groups in order; those that are equal stand by name.
    pub fn apply(self, groups: &mut [Group]) {
        groups.sort_by(|a, b| {
            let order = match self.by {
                Column::Name => Ordering::Equal,
                Column::Responded => a.tally.responded.cmp(&b.tally.responded),
                Column::Invited => a.tally.invited.cmp(&b.tally.invited),
                Column::Rate => a.percent().total_cmp(&b.percent()),
            };
            let order = if self.by == Column::Name { a.name.cmp(&b.name) } else { order };
            let order = if self.descending { order.reverse() } else { order };
            order.then_with(|| a.name.cmp(&b.name))
        });
    }
}

/// What a chart of groups says, before it is put into words.
#[derive(Debug, Clone, PartialEq)]
pub enum Finding {
    /// Nobody is invited.
    NobodyInvited,
    /// No response is there.
    NoResponse,
    /// There is one group alone: nothing to compare.
    OneGroup,
    /// All groups have the same rate, in per cent.
    AllEqual(f64),
    /// Some are below the rate to reach.
    Behind {
        /// Those that lack the most responses to it, by name; one, unless several lack as many. Counted in responses,
        /// not in per cent: two partners out of three are not who is furthest behind.
        widest: Vec<Group>,
        /// How many responses each of them lacks.
        missing: u64,
        /// How many groups are below.
        below: usize,
        /// How many groups there are.
        groups: usize,
    },
    /// None is below the rate to reach, or there is none to reach.
    Lowest(Vec<Group>),
}

/// Finds out who is behind. `reference` is the rate to reach, in per cent.
pub fn finding(groups: &[Group], reference: Option<f64>) -> Finding {
    let mut invited: Vec<&Group> = groups.iter().filter(|group| group.tally.invited > 0).collect();
    invited.sort_by(|a, b| a.percent().total_cmp(&b.percent()).then_with(|| a.name.cmp(&b.name)));
    let (Some(first), Some(last)) = (invited.first(), invited.last()) else { return Finding::NobodyInvited };
    if last.tally.responded == 0 {
        return Finding::NoResponse;
    }
    if invited.len() == 1 {
        return Finding::OneGroup;
    }
    if first.percent() == last.percent() {
        return Finding::AllEqual(first.percent());
    }
    let missing = |group: &Group| reference.map_or(0, |rate| missing_to(rate, &group.tally));
    let below = invited.iter().filter(|group| missing(group) > 0).count();
    let of = |keep: &dyn Fn(&Group) -> bool| -> Vec<Group> {
        let mut found: Vec<_> =
            invited.iter().filter(|group| keep(group)).map(|&group| group.clone()).collect();
        found.sort_by(|a, b| a.name.cmp(&b.name));
        found
    };
    if below == 0 {
        return Finding::Lowest(of(&|group| group.percent() == first.percent()));
    }
    let most = invited.iter().map(|group| missing(group)).max().unwrap_or_default();
    Finding::Behind {
        widest: of(&|group| missing(group) == most),
        missing: most,
        below,
        groups: invited.len(),
    }
}

/// How many more responses would bring a rate to one to reach; 0 if it is there.
pub fn missing_to(reference: f64, total: &Tally) -> u64 {
    // Half a per mille of a response is an earlier rate that was printed with few decimals, not a response.
    let needed = (reference / 100.0 * total.invited as f64 - 0.0005).ceil().max(0.0) as u64;
    needed.min(total.invited).saturating_sub(total.responded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(name: &str, responded: u64, invited: u64) -> Group {
        Group { name: name.into(), tally: Tally { invited, responded, ..Tally::default() } }
    }

    fn sorted(sort: &str, mut groups: Vec<Group>) -> Vec<String> {
        sort.parse::<Sort>().unwrap().apply(&mut groups);
        groups.into_iter().map(|group| group.name).collect()
    }

    fn three() -> Vec<Group> {
        vec![group("b", 10, 20), group("a", 5, 50), group("c", 10, 10)]
    }

    #[test]
    fn bars_grow_from_the_side_where_text_begins() {
        assert_eq!(Bar::new(40.0, Direction::Ltr), Bar { x: 0.0, width: 40.0 });
        assert_eq!(Bar::new(40.0, Direction::Rtl), Bar { x: 60.0, width: 40.0 });
        assert_eq!(place(46.0, Direction::Ltr), 46.0);
        assert_eq!(place(46.0, Direction::Rtl), 54.0);
    }

    #[test]
    fn bars_stay_within_the_chart_and_have_two_decimals() {
        assert_eq!(Bar::new(130.0, Direction::Rtl), Bar { x: 0.0, width: 100.0 });
        assert_eq!(Bar::new(-1.0, Direction::Ltr), Bar { x: 0.0, width: 0.0 });
        assert_eq!(Bar::new(100.0 / 3.0, Direction::Rtl), Bar { x: 66.67, width: 33.33 });
    }

    #[test]
    fn groups_are_sorted_by_each_column_both_ways() {
        assert_eq!(sorted("name", three()), ["a", "b", "c"]);
        assert_eq!(sorted("-name", three()), ["c", "b", "a"]);
        assert_eq!(sorted("rate", three()), ["a", "b", "c"]);
        assert_eq!(sorted("-invited", three()), ["a", "b", "c"]);
        assert_eq!(sorted("responded", three()), ["a", "b", "c"]);
        assert_eq!(sorted("-responded", three()), ["b", "c", "a"], "equals stand by name, not reversed");
    }

    #[test]
    fn an_order_is_read_as_it_is_written_and_nothing_else_is() {
        for text in ["name", "-name", "responded", "-responded", "invited", "-invited", "rate", "-rate"] {
            assert_eq!(text.parse::<Sort>().unwrap().to_string(), text);
        }
        for text in ["", "-", "--rate", "Rate", "colour"] {
            assert_eq!(text.parse::<Sort>(), Err(NotASort), "{text}");
        }
    }

    #[test]
    fn a_second_click_turns_the_order_round() {
        let sort = Sort::default();
        assert_eq!(sort.aria(Column::Rate), "ascending");
        assert_eq!(sort.after_click(Column::Rate).to_string(), "-rate");
        assert_eq!(sort.after_click(Column::Rate).after_click(Column::Rate), sort);
        assert_eq!(sort.after_click(Column::Name).to_string(), "name");
        assert_eq!(sort.aria(Column::Name), "none");
    }

    fn names(groups: &[Group]) -> Vec<&str> {
        groups.iter().map(|group| group.name.as_str()).collect()
    }

    #[test]
    fn the_group_that_lacks_the_most_responses_is_named() {
        let groups = [group("tiny", 0, 2), group("large", 10, 40), group("b", 6, 15), group("c", 9, 10)];
        let Finding::Behind { widest, missing, below, groups } = finding(&groups, Some(50.0)) else {
            panic!()
        };
        assert_eq!(names(&widest), ["large"], "nobody of two is fewer than ten of forty");
        assert_eq!((missing, below, groups), (10, 3, 4));
    }

    #[test]
    fn groups_that_lack_as_many_responses_are_all_named() {
        let groups = [group("c", 3, 10), group("a", 10, 10), group("b", 8, 20)];
        let Finding::Behind { widest, missing, .. } = finding(&groups, Some(50.0)) else { panic!() };
        assert_eq!((names(&widest), missing), (vec!["b", "c"], 2));
    }

    #[test]
    fn when_the_rate_is_reached_the_lowest_is_named() {
        let lowest = |rate| match finding(&three(), rate) {
            Finding::Lowest(groups) => groups[0].name.clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!(lowest(Some(10.0)), "a", "a group that reaches the rate is not below it");
        assert_eq!(lowest(None), "a");
    }

    #[test]
    fn charts_with_nothing_to_compare_say_so() {
        assert_eq!(finding(&[], Some(46.0)), Finding::NobodyInvited);
        assert_eq!(finding(&[group("a", 0, 0)], None), Finding::NobodyInvited);
        assert_eq!(finding(&[group("a", 0, 5), group("b", 0, 7)], Some(46.0)), Finding::NoResponse);
        assert_eq!(finding(&[group("a", 2, 5)], Some(46.0)), Finding::OneGroup);
        assert_eq!(finding(&[group("a", 2, 4), group("b", 3, 6)], None), Finding::AllEqual(50.0));
    }

    #[test]
    fn responses_missing_to_an_earlier_rate_are_whole_ones() {
        let tally = |responded| Tally { invited: 115, responded, ..Tally::default() };
        assert_eq!(missing_to(46.0, &tally(41)), 12, "53 of 115 are 46.1 %");
        assert_eq!(missing_to(46.0, &tally(53)), 0);
        assert_eq!(missing_to(49.0 / 1.15, &tally(41)), 8, "49 of 115, without a rounding error");
        assert_eq!(missing_to(46.0, &Tally::default()), 0);
    }
}
