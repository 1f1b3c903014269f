//! What an import would do: each row is a partner to add, to update or to leave as it is, or it has problems.
//!
//! A plan is made out of a table and the directory, and changes nothing. It is made twice: for the preview, and again
//! when it is carried out.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use survey::Locale;
use survey::languages::language_of;

use super::column::Column;
use super::export::value;
use super::table::{Row, Table};
use super::{
    Contact, Directory, EmailAddress, LONGEST_NAME, LONGEST_WORD, MOST_CONTACTS, Partner, PartnerKey, clean,
};
use crate::fold::fold;

/// What is known outside the file.
pub struct Known {
    /// The languages that a partner can be written to in.
    pub languages: Vec<Locale>,
    /// The addresses of the staff, in lower case.
    pub staff: BTreeSet<String>,
    /// Headings in other languages, in lower case.
    pub headings: HashMap<String, Column>,
}

impl Known {
    /// The column of a heading, in any language.
    fn column(&self, heading: &str) -> Option<Column> {
        Column::of_heading(heading).or_else(|| self.headings.get(&heading.to_lowercase()).copied())
    }
}

/// Titles above the headings are at most so many rows.
const TITLE_ROWS: usize = 10;

/// The table without the titles above its headings, if there are any: the first row that names the key and another column is that of the
/// headings.
fn below_title(table: &Table, known: &Known) -> Option<Table> {
    let are_headings = |cells: &[String]| {
        let columns: BTreeSet<Column> =
            cells.iter().filter_map(|heading| known.column(heading.trim())).collect();
        columns.contains(&Column::Key) && columns.len() > 1
    };
    if are_headings(&table.headings) {
        return None;
    }
    let place = table.rows.iter().take(TITLE_ROWS).position(|row| are_headings(&row.cells))?;
    let headings = table.rows[place].cells.iter().map(|heading| heading.trim().to_owned()).collect();
    Some(Table { headings, rows: table.rows[place + 1..].to_vec() })
}

/// What an import would do.
#[derive(Debug, Default)]
pub struct Plan {
    /// What is wrong with the file as a whole.
    pub problems: Vec<FileProblem>,
    /// Headings that name no column; what stands under them is left out.
    pub unknown_headings: Vec<String>,
    /// The rows, in the file's order.
    pub rows: Vec<PlannedRow>,
    /// Regions that no partner had before.
    pub new_regions: BTreeSet<String>,
    /// Types that no partner had before.
    pub new_types: BTreeSet<String>,
    /// Managers who are no members of staff.
    pub strangers: BTreeSet<String>,
    /// Names of new partners that another partner in the same country has as well.
    pub namesakes: BTreeSet<String>,
    /// How many partners of the file have no address for mail.
    pub unreachable: usize,
}

/// What can be wrong with a file as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileProblem {
    /// A column is not there.
    MissingColumn(Column),
    /// A column is there twice.
    RepeatedColumn(Column),
}

/// A row and what becomes of it.
#[derive(Debug)]
pub struct PlannedRow {
    /// Its number in the file.
    pub number: u32,
    /// The partner's key, as it stands there.
    pub key: String,
    /// The partner's name, as it stands there.
    pub name: String,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// What it would do; `None` where it has problems of its own.
    pub outcome: Option<Outcome>,
}

/// What a row would do.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Add a partner.
    Add(Partner),
    /// Change a partner.
    Update(Partner, Vec<Change>),
    /// Nothing: the directory says the same.
    Unchanged,
}

/// A field that changes.
#[derive(Debug, PartialEq, Eq)]
pub struct Change {
    /// The field.
    pub column: Column,
    /// What it was.
    pub from: String,
    /// What it becomes.
    pub to: String,
}

/// Something wrong in a cell, or in a field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The column.
    pub column: Column,
    /// What stands there.
    pub value: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What can be wrong in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing stands there.
    Missing,
    /// It is longer than this many characters.
    TooLong(usize),
    /// It can't be a key.
    BadKey,
    /// Another partner has this key already: in a form, or in other capitals.
    KeyTaken,
    /// It is no e-mail address.
    BadEmail,
    /// There are no texts in this language.
    UnknownLanguage,
    /// It is neither yes nor no.
    NotYesOrNo,
    /// The same key stands in an earlier row.
    RepeatedKey(u32),
    /// The same address stands in an earlier row.
    RepeatedEmail(u32),
    /// A partner that is not in the file has this address.
    EmailOfAnother(PartnerKey),
}

impl Plan {
    /// Makes the plan.
    pub fn of(table: &Table, directory: &Directory, known: &Known) -> Self {
        let mut plan = Self::default();
        let below_title = below_title(table, known);
        let table = below_title.as_ref().unwrap_or(table);
        let places = plan.read_headings(table, directory, known);
        if !plan.problems.is_empty() {
            return plan;
        }
        let regions: BTreeSet<&str> = directory.values().map(|partner| partner.region.as_str()).collect();
        let types: BTreeSet<&str> = directory.values().map(|partner| partner.kind.as_str()).collect();
        // The same region in other capitals or accents is no new one.
        let as_known: HashMap<String, &str> = regions.iter().map(|region| (fold(region), *region)).collect();
        for row in &table.rows {
            let (planned, partner) = plan_row(row, &places, directory, &as_known, known);
            plan.rows.push(planned);
            let Some(partner) = partner else { continue };
            plan.unreachable += usize::from(partner.address().is_none());
            if !regions.contains(partner.region.as_str()) {
                plan.new_regions.insert(partner.region);
            }
            if !types.contains(partner.kind.as_str()) {
                plan.new_types.insert(partner.kind);
            }
            if !known.staff.contains(partner.manager.as_str()) {
                plan.strangers.insert(partner.manager.to_string());
            }
        }
        plan.find_repetitions(table, &places, directory);
        plan.find_namesakes(directory);
        plan
    }

    /// Whether it can be carried out.
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty() && self.rows.iter().all(|row| row.problems.is_empty())
    }

    /// The partners to write.
    pub fn writes(&self) -> Vec<&Partner> {
        let rows = self.rows.iter();
        rows.filter_map(|row| match &row.outcome {
            Some(Outcome::Add(partner) | Outcome::Update(partner, _)) => Some(partner),
            _ => None,
        })
        .collect()
    }

    /// The keys of those who get another address for mail, new ones among them.
    pub fn readdressed(&self) -> Vec<&str> {
        fn another(row: &PlannedRow) -> Option<&str> {
            match row.outcome.as_ref()? {
                Outcome::Add(partner) => Some(partner.key.as_str()),
                Outcome::Update(partner, changes) => {
                    let address = changes.iter().any(|change| change.column == Column::ContactEmail(0));
                    address.then_some(partner.key.as_str())
                }
                Outcome::Unchanged => None,
            }
        }
        self.rows.iter().filter_map(another).collect()
    }

    /// How many are added, updated and left as they are.
    pub fn counts(&self) -> [usize; 3] {
        let count = |is: fn(&Outcome) -> bool| {
            let sound = self.rows.iter().filter(|row| row.problems.is_empty());
            sound.filter(|row| row.outcome.as_ref().is_some_and(is)).count()
        };
        [
            count(|outcome| matches!(outcome, Outcome::Add(_))),
            count(|outcome| matches!(outcome, Outcome::Update(..))),
            count(|outcome| matches!(outcome, Outcome::Unchanged)),
        ]
    }

    /// A new key with a name that is known may be the same organisation twice; it may also be a branch of its own.
    fn find_namesakes(&mut self, directory: &Directory) {
        let of = |partner: &Partner| (fold(&partner.name), fold(&partner.country));
        let mut known: BTreeSet<(String, String)> = directory.values().map(of).collect();
        for row in self.rows.iter().filter(|row| row.problems.is_empty()) {
            if let Some(Outcome::Add(partner)) = &row.outcome
                && !known.insert(of(partner))
            {
                self.namesakes.insert(partner.name.clone());
            }
        }
    }

    fn read_headings(
        &mut self,
        table: &Table,
        directory: &Directory,
        known: &Known,
    ) -> BTreeMap<Column, usize> {
        let mut places = BTreeMap::new();
        for (place, heading) in table.headings.iter().enumerate().filter(|(_, heading)| !heading.is_empty()) {
            match known.column(heading) {
                None => self.unknown_headings.push(heading.clone()),
                Some(column) if places.contains_key(&column) => {
                    self.problems.push(FileProblem::RepeatedColumn(column));
                }
                Some(column) => {
                    places.insert(column, place);
                }
            }
        }
        // Of partners that are all known, what is left out stays as it is.
        let is_known = |row: &Row| {
            cell(row, &places, Column::Key)
                .trim()
                .parse()
                .is_ok_and(|key: PartnerKey| directory.contains_key(&key))
        };
        let all_known = !table.rows.is_empty() && table.rows.iter().all(is_known);
        let needed = Column::NEEDED.into_iter().filter(|column| *column == Column::Key || !all_known);
        let missing: Vec<Column> = needed.filter(|column| !places.contains_key(column)).collect();
        let missing = missing.into_iter();
        self.problems.extend(missing.map(FileProblem::MissingColumn));
        places
    }

    /// What is twice: a key within the file, an address within the directory as it would become. These hold for rows with
    /// other problems as well, so that one look at the preview shows all there is to mend.
    fn find_repetitions(&mut self, table: &Table, places: &BTreeMap<Column, usize>, directory: &Directory) {
        // To people two keys that differ in capitals alone are one.
        let mut keys: HashMap<String, u32> = HashMap::new();
        let known: HashMap<String, &PartnerKey> = directory.keys().map(|key| (key.folded(), key)).collect();
        let mut addresses: HashMap<String, usize> = HashMap::new();
        for (index, row) in table.rows.iter().enumerate() {
            let (key, email) = (cell(row, places, Column::Key), cell(row, places, Column::ContactEmail(0)));
            let mut refuse = |column, value: &str, fault| {
                self.rows[index].problems.push(Problem { column, value: value.to_owned(), fault });
            };
            let folded = key.to_ascii_lowercase();
            if known.get(&folded).is_some_and(|known| known.as_str() != key) {
                refuse(Column::Key, key, Fault::KeyTaken);
            }
            if let Some(first) = keys.get(&folded) {
                refuse(Column::Key, key, Fault::RepeatedKey(*first));
            } else if !key.is_empty() {
                keys.insert(folded, row.number);
            }
            if let Some(first) = addresses.get(&email.to_lowercase()) {
                refuse(Column::ContactEmail(0), email, Fault::RepeatedEmail(table.rows[*first].number));
            } else if !email.is_empty() {
                addresses.insert(email.to_lowercase(), index);
            }
        }
        for partner in directory.values().filter(|partner| !keys.contains_key(&partner.key.folded())) {
            let Some(address) = partner.address() else { continue };
            if let Some(index) = addresses.get(&address.folded()) {
                let (column, fault) = (Column::ContactEmail(0), Fault::EmailOfAnother(partner.key.clone()));
                self.rows[*index].problems.push(Problem { column, value: address.to_string(), fault });
            }
        }
    }
}

/// What stands in a row under a column that the file has; nothing, where the row ends before.
fn cell<'a>(row: &'a Row, places: &BTreeMap<Column, usize>, column: Column) -> &'a str {
    places.get(&column).and_then(|place| row.cells.get(*place)).map_or("", String::as_str)
}

fn plan_row(
    row: &Row,
    places: &BTreeMap<Column, usize>,
    directory: &Directory,
    regions: &HashMap<String, &str>,
    known: &Known,
) -> (PlannedRow, Option<Partner>) {
    let key = cell(row, places, Column::Key);
    let before = key.parse().ok().and_then(|key: PartnerKey| directory.get(&key));
    let given = |column| {
        let cell = places.contains_key(&column).then(|| cell(row, places, column))?;
        let known = (column == Column::Region).then(|| regions.get(&fold(cell.trim())).copied()).flatten();
        Some(known.unwrap_or(cell))
    };
    let (partner, problems) = match parse(given, before, &known.languages) {
        Ok(partner) => (Some(partner), Vec::new()),
        Err(problems) => (None, problems),
    };
    let outcome = partner.clone().map(|partner| outcome(partner, before));
    let name = match places.contains_key(&Column::Name) {
        true => cell(row, places, Column::Name),
        false => before.map_or("", |partner| &partner.name),
    };
    let name = name.to_owned();
    (PlannedRow { number: row.number, key: key.to_owned(), name, problems, outcome }, partner)
}

fn outcome(partner: Partner, before: Option<&Partner>) -> Outcome {
    let Some(before) = before else { return Outcome::Add(partner) };
    let changes: Vec<Change> = Column::all(MOST_CONTACTS)
        .into_iter()
        .map(|column| Change { column, from: value(before, column), to: value(&partner, column) })
        .filter(|change| change.from != change.to)
        .collect();
    if changes.is_empty() { Outcome::Unchanged } else { Outcome::Update(partner, changes) }
}

/// Makes a partner out of texts: the cells of a row, or the fields of a form. A column that is not given keeps what the
/// partner had `before`.
///
/// # Errors
/// Everything that is wrong, in the order of the columns.
pub fn parse<'a>(
    given: impl Fn(Column) -> Option<&'a str>,
    before: Option<&Partner>,
    languages: &[Locale],
) -> Result<Partner, Vec<Problem>> {
    let text = |column| match given(column) {
        Some(text) => clean(text),
        None => before.map(|partner| value(partner, column)).unwrap_or_default(),
    };
    let mut reading = Reading { text, problems: Vec::new() };
    let partner = reading.partner(before, languages);
    match partner {
        Some(partner) if reading.problems.is_empty() => Ok(partner),
        _ => Err(reading.problems),
    }
}

/// Reads field after field, and remembers what is wrong.
struct Reading<T> {
    text: T,
    problems: Vec<Problem>,
}

impl<T: Fn(Column) -> String> Reading<T> {
    fn partner(&mut self, before: Option<&Partner>, languages: &[Locale]) -> Option<Partner> {
        let key = self.parsed(Column::Key, |text| text.parse().ok(), Fault::BadKey);
        let name = self.words(Column::Name, LONGEST_NAME);
        let [region, country, programme, kind] =
            [Column::Region, Column::Country, Column::Programme, Column::Type]
                .map(|column| self.words(column, LONGEST_WORD));
        // As the pages write it, a name does as well as a tag.
        let known = |text: &str| {
            let named = language_of(text);
            let by_tag = languages.iter().find(|known| known.as_str().eq_ignore_ascii_case(text));
            let by_name = languages.iter().find(|known| Some(*known) == named.as_ref());
            // “fr” does where there are texts in “fr-CA” alone, and the other way round.
            let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
            let wanted = named.as_ref().map_or_else(|| primary(text), |named| primary(named.as_str()));
            let by_primary = || languages.iter().find(|known| primary(known.as_str()) == wanted);
            by_tag.or(by_name).or_else(by_primary).cloned()
        };
        let language = self.parsed(Column::Language, known, Fault::UnknownLanguage);
        let contacts: Vec<_> = (0..MOST_CONTACTS).map(|place| self.contact(place)).collect();
        // Accounts have their addresses in lower case: whose partners these are is found by it.
        let manager = |text: &str| text.to_lowercase().parse().ok();
        let manager = self.parsed(Column::Manager, manager, Fault::BadEmail);
        let active = self.active(before);
        Some(Partner {
            key: key?,
            name: name?,
            region: region?,
            country: country?,
            programme: programme?,
            kind: kind?,
            language: language?,
            contacts: contacts.into_iter().flatten().collect(),
            manager: manager?,
            active: active?,
        })
    }

    fn refuse(&mut self, column: Column, value: String, fault: Fault) {
        self.problems.push(Problem { column, value, fault });
    }

    fn parsed<V>(&mut self, column: Column, parse: impl Fn(&str) -> Option<V>, fault: Fault) -> Option<V> {
        let text = (self.text)(column);
        let value = parse(&text);
        if value.is_none() {
            let fault = if text.is_empty() { Fault::Missing } else { fault };
            self.refuse(column, text, fault);
        }
        value
    }

    fn words(&mut self, column: Column, longest: usize) -> Option<String> {
        let within =
            |text: &str| (text.chars().count() <= longest && !text.is_empty()).then(|| text.to_owned());
        self.parsed(column, within, Fault::TooLong(longest))
    }

    /// The first contact must be there; whom mail doesn't reach has no address.
    fn contact(&mut self, place: usize) -> Option<Contact> {
        let columns = (Column::ContactName(place), Column::ContactEmail(place));
        if place > 0 && (self.text)(columns.0).is_empty() && (self.text)(columns.1).is_empty() {
            return None;
        }
        let name = self.words(columns.0, LONGEST_NAME);
        let address = |text: &str| match text {
            "" => Some(None),
            text => text.parse::<EmailAddress>().ok().map(Some),
        };
        let email = self.parsed(columns.1, address, Fault::BadEmail);
        Some(Contact { name: name?, email: email? })
    }

    fn active(&mut self, before: Option<&Partner>) -> Option<bool> {
        const YES: [&str; 8] = ["yes", "y", "true", "1", "x", "oui", "vrai", "نعم"];
        const NO: [&str; 7] = ["no", "n", "false", "0", "non", "faux", "لا"];
        let text = (self.text)(Column::Active);
        match text.to_lowercase().as_str() {
            "" => Some(before.is_none_or(|partner| partner.active)),
            yes if YES.contains(&yes) => Some(true),
            no if NO.contains(&no) => Some(false),
            _ => {
                self.refuse(Column::Active, text, Fault::NotYesOrNo);
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::partners::{export, table};
    use proptest::prelude::*;

    const HEADINGS: &str =
        "key,name,region,country,programme,type,language,contact_name,contact_email,manager";

    fn known() -> Known {
        Known {
            languages: ["ar", "en", "fr"].map(|tag| tag.parse().unwrap()).to_vec(),
            staff: BTreeSet::from(["m@sawt.example".to_owned()]),
            headings: HashMap::from([("المفتاح".to_owned(), Column::Key)]),
        }
    }

    fn plan(rows: &str, directory: &Directory) -> Plan {
        Plan::of(&table::read(format!("{HEADINGS}\n{rows}").as_bytes()).unwrap(), directory, &known())
    }

    fn directory(rows: &str) -> Directory {
        let plan = plan(rows, &Directory::new());
        assert!(plan.is_sound(), "{plan:?}");
        plan.writes().into_iter().map(|partner| (partner.key.clone(), partner.clone())).collect()
    }

    fn row(key: &str, email: &str) -> String {
        format!("{key},Radio {key},mena,Syria,Media,media_outlet,ar,Amal,{email},m@sawt.example\n")
    }

    /// The problems as `row column value: fault`.
    fn said(plan: &Plan) -> Vec<String> {
        let rows = plan.rows.iter().flat_map(|row| row.problems.iter().map(move |problem| (row, problem)));
        rows.map(|(row, problem)| {
            format!("{} {} {}: {:?}", row.number, problem.column, problem.value, problem.fault)
        })
        .collect()
    }

    #[test]
    fn every_problem_of_every_row_is_found_at_once() {
        let long = "n".repeat(LONGEST_NAME + 1);
        let rows = format!(
            "a,,mena,Syria,Media,t,xx,Amal,not-an-address,m@sawt.example\n\
             b c,{long},,Syria,Media,t,ar,,a@b.example,\n\
             d,Ok,mena,Syria,Media,t,EN,Amal,d@b.example,m@sawt.example\n\
             d,Ok,mena,Syria,Media,t,fr,Amal,D@B.example,m@sawt.example\n"
        );
        let plan = plan(&rows, &directory(&row("other", "a@b.example")));
        let expected = [
            "2 name : Missing".to_owned(),
            "2 language xx: UnknownLanguage".to_owned(),
            "2 contact_email not-an-address: BadEmail".to_owned(),
            "3 key b c: BadKey".to_owned(),
            format!("3 name {long}: TooLong({LONGEST_NAME})"),
            "3 region : Missing".to_owned(),
            "3 contact_name : Missing".to_owned(),
            "3 manager : Missing".to_owned(),
            "3 contact_email a@b.example: EmailOfAnother(PartnerKey(\"other\"))".to_owned(),
            "5 key d: RepeatedKey(4)".to_owned(),
            "5 contact_email D@B.example: RepeatedEmail(4)".to_owned(),
        ];
        assert_eq!(said(&plan), expected);
        assert!(!plan.is_sound());
    }

    #[test]
    fn keys_that_differ_in_capitals_alone_are_one() {
        let known = directory(&row("p1", "a@b.example"));
        let plan = plan(
            &[row("P1", "c@b.example"), row("q2", "d@b.example"), row("Q2", "e@b.example")].concat(),
            &known,
        );
        assert_eq!(said(&plan), ["2 key P1: KeyTaken", "4 key Q2: RepeatedKey(3)"]);
    }

    #[test]
    fn of_known_partners_the_key_and_what_changes_are_enough() {
        let known_ones = directory(&[row("a", "a@b.example"), row("b", "b@b.example")].concat());
        let table = table::read(b"key,country\na,Lebanon\n").unwrap();
        let plan = Plan::of(&table, &known_ones, &known());
        assert!(plan.is_sound(), "{plan:?}");
        let [only] = &plan.rows[..] else { panic!("{plan:?}") };
        let Some(Outcome::Update(partner, changes)) = &only.outcome else { panic!("{plan:?}") };
        assert_eq!((partner.country.as_str(), changes.len(), only.name.as_str()), ("Lebanon", 1, "Radio a"));
        // A new one needs all of them.
        let table = table::read(b"key,country\na,Lebanon\nnew,Mali\n").unwrap();
        let plan = Plan::of(&table, &known_ones, &known());
        assert!(plan.problems.contains(&FileProblem::MissingColumn(Column::Name)), "{plan:?}");
    }

    #[test]
    fn titles_above_the_headings_and_languages_and_regions_as_people_write_them_are_understood() {
        let of = |language: &str, region: &str| {
            let row = row("n", "n@b.example")
                .replace(",ar,", &format!(",{language},"))
                .replace(",mena,", &format!(",{region},"));
            let file = format!("Partners 2026,,\nlast change: May,,\n{HEADINGS}\n{row}");
            Plan::of(
                &table::read(file.as_bytes()).unwrap(),
                &directory(&self::row("a", "a@b.example")),
                &known(),
            )
        };
        for (language, tag) in [
            ("Français", "fr"),
            ("العربية", "ar"),
            ("English", "en"),
            ("AR", "ar"),
            ("fr-CA", "fr"),
            ("French", "fr"),
        ] {
            let plan = of(language, "MENA");
            assert!(plan.is_sound(), "{language} {plan:?}");
            let written = plan.writes();
            assert_eq!((written[0].language.as_str(), written[0].region.as_str()), (tag, "mena"));
            assert!(plan.new_regions.is_empty(), "{plan:?}");
        }
        assert_eq!(of("xx", "mena").rows[0].problems[0].fault, Fault::UnknownLanguage);
        assert_eq!(of("fr", "x").new_regions.len(), 1, "the preview names it");
    }

    #[test]
    fn namesakes_are_found_without_harakat_tatweel_and_hamza() {
        let named = |key: &str, name: &str| {
            row(key, &format!("{key}@b.example")).replace(&format!("Radio {key}"), name)
        };
        let plan = plan(
            &[named("a", "إذاعة الجبـــل"), named("b", "إِذَاعَة الجبل"), named("c", "اذاعة الجبل")].concat(),
            &Directory::new(),
        );
        assert_eq!(plan.namesakes.len(), 2, "{plan:?}");
    }

    #[test]
    fn a_file_without_a_needed_column_is_refused_as_a_whole() {
        let table = table::read(b"Name,region,NAME,colour\nx,y,z,red\n").unwrap();
        let plan = Plan::of(&table, &Directory::new(), &known());
        assert_eq!(plan.unknown_headings, ["colour"]);
        assert!(plan.problems.contains(&FileProblem::RepeatedColumn(Column::Name)));
        assert!(plan.problems.contains(&FileProblem::MissingColumn(Column::Key)));
        assert!(!plan.problems.contains(&FileProblem::MissingColumn(Column::Region)));
        assert!(plan.rows.is_empty() && !plan.is_sound());
    }

    #[test]
    fn a_language_is_known_by_its_name_as_well() {
        let rows: String = ["العربية", "English", "Français", "francais", "AR", "fra"]
            .iter()
            .enumerate()
            .map(|(n, language)| {
                row(&format!("p{n}"), &format!("p{n}@b.example")).replace(",ar,", &format!(",{language},"))
            })
            .collect();
        let plan = plan(&rows, &Directory::new());
        assert_eq!(said(&plan), [] as [&str; 0]);
        let languages: Vec<_> =
            plan.writes().into_iter().map(|partner| partner.language.to_string()).collect();
        assert_eq!(languages, ["ar", "en", "fr", "fr", "ar", "fr"]);
    }

    #[test]
    fn headings_are_known_in_any_case_and_in_other_languages() {
        let headings =
            "المفتاح,NAME,Region,country,programme,type,language,Contact name,CONTACT-EMAIL,manager";
        let table = table::read(format!("{headings}\n{}", row("a", "a@b.example")).as_bytes()).unwrap();
        assert_eq!(Plan::of(&table, &Directory::new(), &known()).counts(), [1, 0, 0]);
    }

    #[test]
    fn importing_again_updates_by_key_and_says_what_changes() {
        let before =
            directory(&(row("a", "a@b.example") + &row("b", "b@b.example") + &row("c", "c@b.example")));
        let rows = row("a", "a@b.example") + &row("b", "new@b.example") + &row("d", "b@b.example");
        let plan = plan(&rows, &before);
        assert_eq!(plan.counts(), [1, 1, 1]);
        let Some(Outcome::Update(partner, changes)) = &plan.rows[1].outcome else { panic!("{plan:?}") };
        assert_eq!(partner.key.as_str(), "b");
        let change = Change {
            column: Column::ContactEmail(0),
            from: "b@b.example".to_owned(),
            to: "new@b.example".to_owned(),
        };
        assert_eq!(*changes, [change]);
        assert!(plan.is_sound(), "an address that another row gives up is free: {plan:?}");
    }

    #[test]
    fn a_column_that_is_not_in_the_file_leaves_the_partner_as_it_is() {
        let mut before = directory(&row("a", "a@b.example"));
        let partner = before.values_mut().next().unwrap();
        partner.active = false;
        partner
            .contacts
            .push(Contact { name: "Badr".to_owned(), email: Some("badr@b.example".parse().unwrap()) });
        assert_eq!(plan(&row("a", "a@b.example"), &before).counts(), [0, 0, 1]);
        let file = format!(
            "{HEADINGS},active,contact2_name,contact2_email\n{},oui,,\n",
            row("a", "a@b.example").trim()
        );
        let plan = Plan::of(&table::read(file.as_bytes()).unwrap(), &before, &known());
        let Some(Outcome::Update(partner, changes)) = &plan.rows[0].outcome else { panic!("{plan:?}") };
        assert!(partner.active);
        assert_eq!((partner.contacts.len(), changes.len()), (1, 3));
    }

    #[test]
    fn what_is_new_to_the_directory_is_named() {
        let before = directory(&row("a", "a@b.example"));
        let plan = plan("b,B,atlantis,Syria,Media,choir,ar,Amal,b@b.example,Someone@sawt.example\n", &before);
        assert_eq!(plan.new_regions, BTreeSet::from(["atlantis".to_owned()]));
        assert_eq!(plan.new_types, BTreeSet::from(["choir".to_owned()]));
        assert_eq!(plan.strangers, BTreeSet::from(["someone@sawt.example".to_owned()]));
        assert!(plan.is_sound());
    }

    #[test]
    fn a_name_that_another_partner_of_the_country_has_is_worth_a_look() {
        let before = directory(&row("a", "a@b.example"));
        let rows = "b,RADIO A,mena,Syria,Media,t,ar,Amal,,m@sawt.example\n\
                    c,Radio a,mena,Iraq,Media,t,ar,Amal,,m@sawt.example\n\
                    a,Radio a,mena,Syria,Media,t,ar,Amal,,m@sawt.example\n";
        let plan = plan(rows, &before);
        assert!(plan.is_sound());
        assert_eq!(plan.namesakes, BTreeSet::from(["RADIO A".to_owned()]));
        assert_eq!(plan.unreachable, 3);
    }

    fn words() -> impl Strategy<Value = String> {
        // Everything that a spreadsheet could stumble over, and any other letters.
        let piece = prop_oneof!["[=+@'\"\\-,;\t\n]", "\\PC{1,6}", "[ \u{200f}\u{a0}أé]"];
        proptest::collection::vec(piece, 1..6)
            .prop_map(|pieces| clean(&pieces.concat()))
            .prop_filter("not empty", |text| !text.is_empty())
    }

    fn hex(key: &str) -> String {
        key.bytes().map(|byte| format!("{byte:02x}")).collect()
    }

    fn partner() -> impl Strategy<Value = Partner> {
        let contact = (words(), "[a-zA-Z0-9+-]{1,8}").prop_map(|(name, user)| (name, user));
        let contacts = proptest::collection::vec(contact, 1..MOST_CONTACTS);
        (
            "[a-z0-9][a-z0-9._-]{0,20}",
            words(),
            [words(), words(), words(), words()],
            0..3usize,
            contacts,
            any::<bool>(),
        )
            .prop_filter("not a page", |(key, ..)| key.parse::<PartnerKey>().is_ok())
            .prop_map(
                |(key, name, [region, country, programme, kind], language, contacts, active)| Partner {
                    name,
                    region,
                    country,
                    programme,
                    kind,
                    language: known().languages[language].clone(),
                    contacts: contacts
                        .into_iter()
                        .map(|(name, user)| Contact {
                            name,
                            email: Some(format!("{user}.{}@b.example", hex(&key)).parse().unwrap()),
                        })
                        .collect(),
                    manager: "m@sawt.example".parse().unwrap(),
                    active,
                    key: key.parse().unwrap(),
                },
            )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn what_is_exported_changes_nothing_when_it_is_imported(
            partners in proptest::collection::vec(partner(), 1..12)
        ) {
            let directory: Directory = partners.into_iter().map(|partner| (partner.key.clone(), partner)).collect();
            let all: Vec<Partner> = directory.values().cloned().collect();
            for file in [export::csv(&all).unwrap(), export::workbook(&all).unwrap()] {
                let table = table::read(&file).unwrap();
                let again = Plan::of(&table, &directory, &known());
                prop_assert!(again.is_sound(), "{:?}", again);
                prop_assert_eq!(again.counts(), [0, 0, all.len()]);
                // And an empty directory becomes the same.
                let anew = Plan::of(&table, &Directory::new(), &known());
                prop_assert_eq!(anew.writes().into_iter().cloned().collect::<Vec<_>>(), all.clone());
            }
        }
    }
}
