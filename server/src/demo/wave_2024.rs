//! The 49 responses of the demo's closed wave: invented, but with the marginals that the printed report of 2024 gives,
//! wherever 49 respondents can have them.
//!
//! Where the report contradicts itself: rows 2 to 5 of its Table 1 have more answers than there were respondents, so the
//! answers on the scale are kept and those off it (`not_relevant`) are fewer; rows 2, 4 and 6 of Table 4 have fewer, so
//! the rest did not answer. 70 % between 35 and 54 is no count of 49 (34 are 69 %), nor are 35 of 49 the printed 74 %
//! (they are 71 %). What it says of content producers fits 34 of them. What it does not say is invented.

use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::{IndexedRandom as _, SliceRandom as _};
use serde_json::{Value as Json, json};
use survey::QuestionSet;
use survey::answers::RawAnswers;
use survey::validation::validate;

/// How many responded.
pub const RESPONSES: usize = 49;

/// How many picked each choice.
type Marginal = &'static [(&'static str, usize)];

/// Questions with one answer each, dealt to all.
const SELECT_ONE: &[(&str, Marginal)] = &[
    ("respondent_gender", &[("man", 25), ("woman", 23), ("neither", 1)]),
    ("respondent_age", &[("under_25", 2), ("age_25_34", 7), ("age_35_54", 34), ("over_54", 6)]),
    (
        "annual_budget",
        &[
            ("under_50k", 6),
            ("from_50k_to_100k", 11),
            ("from_100k_to_200k", 11),
            ("from_200k_to_500k", 11),
            ("over_500k", 10),
        ],
    ),
    ("gender_strategy", &[("have_strategy", 31), ("in_development", 12), ("no_strategy", 6)]),
    ("design_involvement", &[("large_extent", 32), ("somewhat", 17)]),
    (
        "portal_security",
        &[("not_concerned", 11), ("somewhat_concerned", 21), ("very_concerned", 14), ("dont_know", 3)],
    ),
];

/// Table 1; the disagreements are dealt apart.
const PROCEDURES: &[(&str, Marginal)] = &[
    ("proportional", &[("strongly_agree", 18), ("agree", 20), ("neither", 8), ("not_relevant", 1)]),
    ("contracts_clear", &[("strongly_agree", 17), ("agree", 26), ("neither", 4)]),
    ("support_timely", &[("strongly_agree", 19), ("agree", 16), ("neither", 8)]),
    ("finance_adequate", &[("strongly_agree", 13), ("agree", 26), ("neither", 5)]),
    ("reporting_useful", &[("strongly_agree", 19), ("agree", 25), ("neither", 3)]),
];

/// Who of the nine critical partners disagrees with what in Table 1: `-` disagrees, `=` strongly.
const CRITICS: [(&str, &str); 5] = [
    ("proportional", "-.......-"),
    ("contracts_clear", "..=.-...."),
    ("support_timely", "====.--.."),
    ("finance_adequate", "....----="),
    ("reporting_useful", "-=......."),
];

/// Figure 8: no disagreement with five of the seven statements, two partners with the last.
const COMMUNICATION: &[(&str, Marginal)] = &[
    ("context", &[("strongly_agree", 29), ("agree", 17), ("neither", 3)]),
    ("responsive", &[("strongly_agree", 31), ("agree", 15), ("neither", 3)]),
    ("clear_respectful", &[("strongly_agree", 33), ("agree", 14), ("neither", 2)]),
    ("flexible", &[("strongly_agree", 26), ("agree", 18), ("neither", 4), ("disagree", 1)]),
    ("equal_partner", &[("strongly_agree", 28), ("agree", 16), ("neither", 5)]),
    ("non_discrimination", &[("strongly_agree", 32), ("agree", 12), ("neither", 5)]),
    (
        "financial_risk",
        &[("strongly_agree", 16), ("agree", 20), ("neither", 8), ("disagree", 2), ("not_relevant", 3)],
    ),
];

/// Table 3; who received nothing about media content is dealt apart.
const CAPACITY_EFFECT: &[(&str, Marginal)] = &[
    ("media_content", &[("positive", 15), ("moderate", 10), ("limited", 2), ("not_received", 15)]),
    ("media_viability", &[("positive", 10), ("moderate", 11), ("limited", 7), ("not_received", 14)]),
    ("audiences", &[("positive", 14), ("moderate", 11), ("limited", 3), ("not_received", 14)]),
    ("safety", &[("positive", 10), ("moderate", 14), ("limited", 6), ("not_received", 19)]),
    ("advocacy", &[("positive", 13), ("moderate", 11), ("limited", 6), ("not_received", 19)]),
    ("organisational", &[("positive", 21), ("moderate", 10), ("limited", 2), ("not_received", 16)]),
    ("financial", &[("positive", 19), ("moderate", 11), ("limited", 7), ("not_received", 12)]),
    ("gender", &[("positive", 20), ("moderate", 14), ("limited", 5), ("not_received", 10)]),
];

/// So many of the 17 whose main area is content received nothing about content, viability or audiences.
const WITHOUT_CONTENT_SUPPORT: usize = 7;

/// Table 4, but for `exchange`, which hangs together with the wish to collaborate.
const CAPACITY_APPROACH: &[(&str, Marginal)] = &[
    ("dialogue", &[("satisfied", 38), ("neither", 2), ("dissatisfied", 3), ("not_received", 6)]),
    ("mentoring", &[("satisfied", 31), ("neither", 4), ("dissatisfied", 2), ("not_received", 10)]),
    ("training", &[("satisfied", 25), ("neither", 6), ("dissatisfied", 1), ("not_received", 17)]),
    ("tools", &[("satisfied", 20), ("neither", 8), ("dissatisfied", 2), ("not_received", 18)]),
    ("networks", &[("satisfied", 26), ("neither", 6), ("dissatisfied", 1), ("not_received", 15)]),
];

const CAPACITY_DESIGN: &[(&str, Marginal)] = &[
    ("involved", &[("strongly_agree", 14), ("agree", 25), ("neither", 7), ("disagree", 3)]),
    ("corresponded", &[("strongly_agree", 19), ("agree", 25), ("neither", 4), ("disagree", 1)]),
    ("worth_effort", &[("strongly_agree", 14), ("agree", 22), ("neither", 10), ("disagree", 3)]),
];

const INCOME_SOURCES: &[(&str, Marginal)] = &[
    (
        "international_donors",
        &[("increased", 24), ("unchanged", 15), ("decreased", 8), ("no_such_income", 2)],
    ),
    ("advertisements", &[("increased", 3), ("unchanged", 9), ("decreased", 13), ("no_such_income", 24)]),
    ("sale_of_products", &[("increased", 8), ("unchanged", 7), ("decreased", 4), ("no_such_income", 30)]),
    ("audience_income", &[("increased", 6), ("unchanged", 8), ("decreased", 5), ("no_such_income", 30)]),
    ("public_funding", &[("increased", 2), ("unchanged", 6), ("decreased", 5), ("no_such_income", 36)]),
];

/// What the 34 content producers say of their content and audiences.
const MEDIA_CONTENT: &[(&str, Marginal)] = &[
    ("content_improved_capacity", &[("improved", 20), ("not_improved", 14)]),
    ("content_improved_funding", &[("improved", 24), ("not_improved", 8), ("not_received", 2)]),
    ("editorial_interference", &[("no_interference", 26), ("interference", 4), ("dont_know", 4)]),
    ("audience_growth", &[("grew_strongly", 14), ("grew_somewhat", 18), ("unchanged", 1), ("decreased", 1)]),
];

/// Figure 2.
const COLLABORATING_WITH: Marginal = &[
    ("human_rights_organisations", 34),
    ("community_groups", 31),
    ("womens_organisations", 30),
    ("youth_groups", 30),
    ("marginalised_groups", 22),
    ("media_outlets", 24),
    ("journalists_associations", 20),
    ("academia", 15),
    ("authorities", 11),
    ("companies", 6),
    ("international_organisations", 19),
];

const ENGAGEMENT_MEANS: Marginal = &[
    ("social_media_comments", 28),
    ("messages", 18),
    ("focus_groups", 9),
    ("community_events", 11),
    ("direct_engagement", 10),
    ("audience_contributions", 19),
];

/// Figure 9.
const AUDIENCES_REACHED: Marginal = &[
    ("women", 24),
    ("young_people", 27),
    ("marginalised_groups", 19),
    ("rural_population", 13),
    ("displaced_people", 9),
    ("people_with_disabilities", 6),
    ("diaspora", 8),
];

/// Figure 11, but for the three who are not interested or have no time.
const STRATEGY_INVOLVEMENT: Marginal = &[
    ("country_programmes", 31),
    ("thematic_areas", 24),
    ("regional_strategies", 20),
    ("overall_strategy", 12),
    ("advisory_boards", 10),
];

/// Percentages of women, from the lowest up: few boards and managements below 20, most about the half.
const WOMEN_BOARD: [u32; 47] = [
    0, 10, 14, 17, 20, 25, 25, 25, 30, 30, 33, 33, 33, 40, 40, 40, 40, 43, 43, 50, 50, 50, 50, 50, 50, 50,
    50, 50, 50, 50, 50, 50, 55, 57, 60, 60, 60, 60, 60, 63, 66, 67, 70, 70, 80, 90, 100,
];
const WOMEN_MANAGEMENT: [u32; 47] = [
    0, 0, 5, 10, 10, 12, 15, 20, 25, 25, 30, 30, 33, 33, 40, 40, 40, 40, 42, 45, 50, 50, 50, 50, 50, 50, 50,
    50, 50, 50, 50, 55, 60, 60, 60, 60, 60, 65, 66, 67, 70, 70, 75, 80, 80, 100, 100,
];
const WOMEN_STAFF: [u32; 49] = [
    10, 15, 20, 22, 25, 30, 30, 33, 35, 35, 38, 40, 40, 40, 42, 44, 45, 45, 45, 48, 50, 50, 50, 50, 50, 50,
    50, 50, 50, 52, 54, 55, 55, 57, 60, 60, 60, 62, 65, 68, 70, 72, 75, 75, 77, 80, 80, 85, 90,
];

/// What partners wrote, as the report prints it in English; what is in French and Arabic, and the general comments, are invented
/// in its spirit.
const TEXTS: &[(&str, &[&str])] = &[
    (
        "procedures_comment",
        &[
            "Administrative requirements have become increasingly burdensome over the years. The financial complexity \
             of managing multiple back donors should be managed internally within IMS' financial department rather \
             than pushing this onto partners who have a less resources.",
            "IMS financial and administrative procedures should be revised and contextualized according to the local \
             partners that IMS is working with",
            "Sometimes the communication with IMS regarding contracts and administration is very slow",
            "The financial support is flexible for partners.",
            "The administrative and financial procedures are understandable and easy to implement.",
            "Les rapports financiers demandés pour de petits montants prennent presque autant de temps que le projet lui-même.",
            "تصل الدفعات متأخرة أحيانًا، فنضطر إلى الاقتراض لدفع الرواتب.",
            "Les procédures sont claires, mais les délais de signature des contrats sont trop longs.",
        ],
    ),
    (
        "communication_comment",
        &[
            "The collaboration with IMS has been open and easygoing.",
            "IMS keeps open communication through different communication channels, the team is very flexible and \
             provide a clear guidance when needed.",
            "Our communication with IMS is excellent. The programme manager at IMS has a very good understanding of \
             the current local situation and that helps with communication.",
            "We have a lot of respect for the way IMS is updated on context and work with us as true partners.",
            "IMS is very responsive, rigorous and sharp in responding to partners' concerns.",
            "Le dialogue est franc et respectueux, et l’équipe répond vite.",
            "التواصل مع الفريق جيد، ونتمنى أن تكون هناك زيارات ميدانية أكثر.",
        ],
    ),
    (
        "capacity_comment",
        &[
            "We are extremely satisfied with the development support obtained. It's an experience we really appreciate.",
            "Media development interventions were thoroughly research-based, with needs assessments conducted before \
             implementation to ensure targeted and effective interventions aligned with identified requirements and \
             goals.",
            "The time frame for the capacity building be longer according to the topic. The time to implement the \
             knowledge we receiving from the consultant.",
            "The tools provided should be properly explained, and the analysis and discussion should be facilitated \
             by the consultant to produce much more effective results.",
            "I'm not aware of any structured capacity development completed.",
            "Les formations sont utiles mais trop courtes ; il faudrait un suivi après l’atelier.",
            "كان التدريب على السلامة مفيدًا جدًا لفريقنا.",
        ],
    ),
    (
        "top_priority",
        &[
            "Inclusion and development of marginalised social groups.",
            "Strongly capacity and support to youth journalist, marginalised group, citizen journalist.",
            "Community engagement.",
            "Making people's marginalized marginalised voices loud.",
            "Incorporating AI into our media content programming.",
            "Regulation of the digital space in a context of security crisis and political transition hostile to the \
             issue of human rights.",
            "The creation of legal instruments to counter disinformation and propaganda.",
            "Insufficient funding to expand programmes, rare human resources, electricity and internet access.",
        ],
    ),
    (
        "strategy_involvement_areas",
        &[
            "We would like to be more involved with the identification of other partners in the country we work in.",
            "Expressing an opinion regarding the distribution of grants and amounts of money to partners.",
            "Training of trainers. Inviting foreign experts to the country for training sessions.",
            "Nous aimerions participer au choix des thèmes prioritaires pour la région.",
            "نرغب في المشاركة في وضع معايير اختيار الشركاء.",
        ],
    ),
    (
        "localisation_comment",
        &[
            "There is a need to enhance dialogue between IMS and partners on development of IMS strategic plan. This \
             will enable local partners to have their meaningful role in the process.",
            "The process is better once there is focal points/ programme manager in the country.",
            "La localisation suppose que les budgets soient décidés ici, et pas seulement exécutés.",
            "نحتاج إلى قرارات تُتخذ محليًا وإلى تمويل طويل الأمد.",
            "Partners should meet more often and learn from each other.",
        ],
    ),
    (
        "general_comments",
        &[
            "Thank you for standing by us when our office in the north had to close.",
            "We would be glad to tell you more: write to newsroom@partner.example or call +00 123 456 789.",
            "Merci pour votre confiance. Un financement de plus longue durée nous permettrait de garder nos journalistes.",
            "شكرًا لكم على الثقة. نأمل أن يستمر التعاون سنوات أخرى.",
            "The survey is long; some questions don't apply to a small organisation like ours.",
            "Please keep the funding flexible, it is what makes the difference for us.",
        ],
    ),
];

/// The responses in the making.
struct Wave<'a> {
    people: Vec<RawAnswers>,
    rng: &'a mut StdRng,
}

impl Wave<'_> {
    /// All respondents in a new order.
    fn shuffled(&mut self) -> Vec<usize> {
        let mut all: Vec<usize> = (0..RESPONSES).collect();
        all.shuffle(self.rng);
        all
    }

    fn put(&mut self, person: usize, question: &str, item: Option<&str>, answer: impl Into<Json>) {
        let answer = answer.into();
        let answers = &mut self.people[person];
        match item {
            None => drop(answers.insert(question.to_owned(), answer)),
            Some(item) => {
                let row = answers.entry(question).or_insert_with(|| json!({}));
                row[item] = answer;
            }
        }
    }

    /// Deals the answers of a marginal to some respondents; who is left over does not answer.
    fn deal(&mut self, question: &str, item: Option<&str>, among: &[usize], marginal: Marginal) {
        let mut deck: Vec<&str> =
            marginal.iter().flat_map(|&(choice, count)| std::iter::repeat_n(choice, count)).collect();
        deck.shuffle(self.rng);
        let mut among = among.to_vec();
        among.shuffle(self.rng);
        for (person, choice) in among.into_iter().zip(deck) {
            self.put(person, question, item, choice);
        }
    }

    /// Deals each choice of a select-several by itself.
    fn deal_several(&mut self, question: &str, among: &[usize], marginal: Marginal) {
        let mut picked: Vec<Vec<&str>> = vec![Vec::new(); RESPONSES];
        for &(choice, count) in marginal {
            for &person in among.choose_multiple(self.rng, count) {
                picked[person].push(choice);
            }
        }
        for (person, choices) in picked.into_iter().enumerate().filter(|(_, choices)| !choices.is_empty()) {
            self.put(person, question, None, choices);
        }
    }
}

/// Builds the responses: for each its region, and what it answers.
pub fn build(set: &QuestionSet, regions: &[String], rng: &mut StdRng) -> Vec<RawAnswers> {
    let mut wave = Wave { people: vec![RawAnswers::new(); RESPONSES], rng };
    let all: Vec<usize> = (0..RESPONSES).collect();
    for (person, region) in regions.iter().enumerate().take(RESPONSES) {
        wave.put(person, "region", None, region.as_str());
    }
    for &(question, marginal) in SELECT_ONE {
        wave.deal(question, None, &all, marginal);
    }
    organisations(&mut wave);
    dependence(&mut wave);
    wave.deal_several("collaborating_with", &all, COLLABORATING_WITH);
    satisfaction(&mut wave);
    procedures(&mut wave);
    for &(item, marginal) in COMMUNICATION {
        wave.deal("communication", Some(item), &all, marginal);
    }
    for (question, items) in [
        ("capacity_design", CAPACITY_DESIGN),
        ("income_sources", INCOME_SOURCES),
        ("capacity_approach", CAPACITY_APPROACH),
    ] {
        for &(item, marginal) in items {
            wave.deal(question, Some(item), &all, marginal);
        }
    }
    gender(&mut wave);
    localisation(&mut wave);
    for &(question, texts) in TEXTS {
        let people = wave.shuffled();
        let open = |person: &&usize| {
            question != "strategy_involvement_areas" || !is_exclusive(&wave.people[**person])
        };
        let chosen: Vec<usize> = people.iter().filter(open).copied().take(texts.len()).collect();
        for (person, text) in chosen.into_iter().zip(texts) {
            wave.put(person, question, None, *text);
        }
    }
    wave.people.into_iter().map(|raw| validate(set, &raw).answers.to_raw()).collect()
}

/// Figure 1 and the areas of work: 22 outlets and film producers, 17 of all with content as their main area, 34 content
/// producers in all, and what these say of their content; a third each for safety.
fn organisations(wave: &mut Wave<'_>) {
    let people = wave.shuffled();
    let (media, others) = people.split_at(22);
    let (main, partly) = media.split_at(17);
    wave.deal("organisation_type", None, media, &[("media_outlet", 17), ("documentary_film", 5)]);
    let types: Marginal = &[
        ("freedom_of_expression", 9),
        ("media_development", 6),
        ("journalists_association", 5),
        ("civil_society", 5),
        ("research", 2),
    ];
    wave.deal("organisation_type", None, others, types);
    for &person in main {
        wave.put(person, "area_of_work", Some("content_production"), "main_area");
    }
    for &person in partly.iter().chain(&others[..12]) {
        wave.put(person, "area_of_work", Some("content_production"), "part_of_work");
    }
    for &person in &others[12..] {
        wave.put(person, "area_of_work", Some("content_production"), "not_part");
    }
    let rest = &people[17..];
    wave.deal("area_of_work", Some("safety"), main, &[("part_of_work", 3), ("not_part", 14)]);
    let safety: Marginal = &[("main_area", 16), ("part_of_work", 13), ("not_part", 3)];
    wave.deal("area_of_work", Some("safety"), rest, safety);
    wave.deal("area_of_work", Some("advocacy"), main, &[("part_of_work", 15), ("not_part", 2)]);
    let advocacy: Marginal = &[("main_area", 12), ("part_of_work", 12), ("not_part", 8)];
    wave.deal("area_of_work", Some("advocacy"), rest, advocacy);

    let producers = &people[..34];
    for &(question, marginal) in MEDIA_CONTENT {
        wave.deal(question, None, producers, marginal);
    }
    let (little, engaged) = producers.split_at(2);
    wave.deal("engagement_level", None, engaged, &[("high", 16), ("medium", 16)]);
    for (&person, obstacle) in little.iter().zip(["no_designated_staff", "context"]) {
        wave.put(person, "engagement_level", None, "little");
        wave.put(person, "engagement_obstacles", None, vec![obstacle]);
    }
    wave.deal_several("engagement_means", producers, ENGAGEMENT_MEANS);
    wave.deal_several("audiences_reached", producers, AUDIENCES_REACHED);

    let (without, with) = (&main[..WITHOUT_CONTENT_SUPPORT], &people[WITHOUT_CONTENT_SUPPORT..]);
    for (place, &(item, marginal)) in CAPACITY_EFFECT.iter().enumerate() {
        if place < 3 {
            for &person in without {
                wave.put(person, "capacity_effect", Some(item), "not_received");
            }
            wave.deal("capacity_effect", Some(item), with, marginal);
        } else {
            wave.deal("capacity_effect", Some(item), &people, marginal);
        }
    }
}

/// Figures 5 and 6: more than half of those who have worked with IMS for over seven years live mostly on its funds.
fn dependence(wave: &mut Wave<'_>) {
    let people = wave.shuffled();
    let (long, short) = people.split_at(7);
    for &person in long {
        wave.put(person, "cooperation_years", None, "over_7_years");
    }
    let years: Marginal = &[
        ("under_1_year", 7),
        ("from_1_to_3_years", 17),
        ("from_3_to_5_years", 13),
        ("from_5_to_7_years", 5),
    ];
    wave.deal("cooperation_years", None, short, years);
    let of_long: Marginal = &[
        ("over_75_percent", 2),
        ("from_51_to_75_percent", 2),
        ("from_25_to_50_percent", 1),
        ("under_25_percent", 2),
    ];
    wave.deal("income_share", None, long, of_long);
    let of_short: Marginal = &[
        ("over_75_percent", 2),
        ("from_51_to_75_percent", 4),
        ("from_25_to_50_percent", 10),
        ("under_25_percent", 24),
        ("prefer_not_to_say", 2),
    ];
    wave.deal("income_share", None, short, of_short);
    for person in people {
        let staff = wave.rng.random_range(4..=60_u32);
        let full_time = wave.rng.random_range(2..=staff);
        wave.put(person, "staff_count", None, staff);
        wave.put(person, "staff_full_time", None, full_time);
    }
}

/// 35 of 49 rate 5, one rates 1, and the mean is 4.57.
fn satisfaction(wave: &mut Wave<'_>) {
    let ratings =
        [(5, 35), (4, 9), (3, 4), (1, 1)].into_iter().flat_map(|(value, n)| std::iter::repeat_n(value, n));
    for (person, rating) in wave.shuffled().into_iter().zip(ratings) {
        wave.put(person, "satisfaction", None, rating);
    }
}

/// Table 1: nine partners are critical of one or more procedures.
fn procedures(wave: &mut Wave<'_>) {
    let people = wave.shuffled();
    for ((item, critics), &(_, marginal)) in CRITICS.into_iter().zip(PROCEDURES) {
        let mut others = people[critics.len()..].to_vec();
        for (&person, mark) in people.iter().zip(critics.chars()) {
            match mark {
                '-' => wave.put(person, "procedures", Some(item), "disagree"),
                '=' => wave.put(person, "procedures", Some(item), "strongly_disagree"),
                _ => others.push(person),
            }
        }
        wave.deal("procedures", Some(item), &others, marginal);
    }
}

/// Figure 10: managements follow boards; staff is more even. The strategies' stages: 22 of 31 are half way or further.
fn gender(wave: &mut Wave<'_>) {
    let people = wave.shuffled();
    for (&person, (board, management)) in people.iter().zip(WOMEN_BOARD.into_iter().zip(WOMEN_MANAGEMENT)) {
        wave.put(person, "women_board", None, board);
        wave.put(person, "women_management", None, management);
    }
    for (person, staff) in wave.shuffled().into_iter().zip(WOMEN_STAFF) {
        wave.put(person, "women_staff", None, staff);
    }
    let with: Vec<usize> = people
        .into_iter()
        .filter(|&person| wave.people[person]["gender_strategy"] == "have_strategy")
        .collect();
    let stages: Marginal =
        &[("not_begun", 2), ("begun", 7), ("halfway", 9), ("beyond_halfway", 8), ("completed", 5)];
    wave.deal("gender_strategy_stage", None, &with, stages);
}

/// Figure 11 and the wish to collaborate: of the 33 who wish more of it, eight had no peer exchange and two were
/// dissatisfied with it.
fn localisation(wave: &mut Wave<'_>) {
    let people = wave.shuffled();
    let (wishing, others) = people.split_at(33);
    wave.deal("partner_collaboration", None, wishing, &[("other_countries", 27), ("same_country", 6)]);
    wave.deal("partner_collaboration", None, others, &[("satisfied_as_is", 11), ("impossible_security", 3)]);
    let exchange: Marginal = &[("satisfied", 20), ("neither", 3), ("dissatisfied", 2), ("not_received", 8)];
    wave.deal("capacity_approach", Some("exchange"), wishing, exchange);
    let exchange: Marginal = &[("satisfied", 9), ("neither", 1), ("not_received", 6)];
    wave.deal("capacity_approach", Some("exchange"), others, exchange);
    let forms: Marginal = &[
        ("physical_meetings", 15),
        ("online_meetings", 6),
        ("exchange_visits", 5),
        ("joint_projects", 4),
        ("online_network", 3),
    ];
    wave.deal("collaboration_form", None, wishing, forms);
    let people = wave.shuffled();
    let (closed, open) = people.split_at(3);
    for (&person, reason) in closed.iter().zip(["not_interested", "not_interested", "no_time"]) {
        wave.put(person, "strategy_involvement", None, vec![reason]);
    }
    wave.deal_several("strategy_involvement", open, STRATEGY_INVOLVEMENT);
    let mut features =
        ["key_policies", "contract_and_reporting", "tools_and_learning", "partner_inspiration"];
    for person in people {
        features.shuffle(wave.rng);
        wave.put(person, "portal_priorities", None, features.to_vec());
    }
}

fn is_exclusive(answers: &RawAnswers) -> bool {
    let picked = answers.get("strategy_involvement").and_then(Json::as_array);
    picked.is_some_and(|codes| codes.iter().any(|code| code == "not_interested" || code == "no_time"))
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng as _;
    use survey::wave::{Consistency, Published, Wave as Printed};

    use super::*;

    fn set() -> QuestionSet {
        serde_json::from_str(include_str!("../../../question-sets/ims-partnership.json")).unwrap()
    }

    fn built() -> Vec<RawAnswers> {
        let regions = vec!["mena".to_owned(); RESPONSES];
        build(&set(), &regions, &mut StdRng::seed_from_u64(super::super::SEED_2024))
    }

    fn answer<'a>(raw: &'a RawAnswers, question: &str, item: Option<&str>) -> Option<&'a Json> {
        let answer = raw.get(question)?;
        item.map_or(Some(answer), |item| answer.get(item))
    }

    fn count(people: &[RawAnswers], question: &str, item: Option<&str>, choice: &str) -> usize {
        let picked = |raw: &&RawAnswers| match answer(raw, question, item) {
            Some(Json::Array(codes)) => codes.iter().any(|code| code == choice),
            Some(answer) => answer == choice,
            None => false,
        };
        people.iter().filter(picked).count()
    }

    fn printed_2024() -> Printed {
        let json = serde_json::from_str(include_str!("../../../question-sets/ims-published.json")).unwrap();
        Published::read(&json).unwrap().waves.into_iter().find(|wave| wave.name.as_str() == "2024").unwrap()
    }

    #[test]
    fn no_answer_is_invalid_and_none_is_lost() {
        let set = set();
        let people = built();
        assert_eq!(people.len(), RESPONSES);
        for raw in &people {
            assert_eq!(validate(&set, raw).faults, [], "{raw:?}");
        }
        for &(question, marginal) in SELECT_ONE.iter().chain(MEDIA_CONTENT) {
            for &(choice, n) in marginal {
                assert_eq!(count(&people, question, None, choice), n, "{question} {choice}");
            }
        }
        for (question, items) in [
            ("communication", COMMUNICATION),
            ("capacity_design", CAPACITY_DESIGN),
            ("income_sources", INCOME_SOURCES),
        ] {
            for &(item, marginal) in items {
                for &(choice, n) in marginal {
                    assert_eq!(count(&people, question, Some(item), choice), n, "{question} {item} {choice}");
                }
            }
        }
        for (question, marginal) in [
            ("collaborating_with", COLLABORATING_WITH),
            ("engagement_means", ENGAGEMENT_MEANS),
            ("audiences_reached", AUDIENCES_REACHED),
            ("strategy_involvement", STRATEGY_INVOLVEMENT),
        ] {
            for &(choice, n) in marginal {
                assert_eq!(count(&people, question, None, choice), n, "{question} {choice}");
            }
        }
    }

    #[test]
    fn the_tables_are_those_that_the_report_prints_wherever_they_are_possible() {
        let (people, printed) = (built(), printed_2024());
        let respondents = printed.respondents;
        for row in printed.rows.iter().filter(|row| row.item.is_some()) {
            let (question, item) = (row.question.as_str(), row.item.as_ref().unwrap().as_str());
            let too_many = matches!(row.consistency(respondents), Consistency::TooMany(_));
            for printed in &row.counts {
                if too_many && printed.off_scale {
                    continue;
                }
                let ours = count(&people, question, Some(item), &printed.choice);
                assert_eq!(Some(ours as u32), printed.count, "{question} {item} {}", printed.choice);
            }
        }
        let ratings: Vec<i64> = people.iter().filter_map(|raw| raw.get("satisfaction")?.as_i64()).collect();
        assert_eq!(ratings.len(), RESPONSES);
        assert_eq!(format!("{:.2}", ratings.iter().sum::<i64>() as f64 / 49.0), "4.57");
        assert_eq!(ratings.iter().filter(|&&rating| rating == 5).count(), 35);
    }

    #[test]
    fn what_the_report_says_in_words_holds() {
        let people = built();
        let is = |raw: &RawAnswers, question: &str, item: Option<&str>, choice: &str| {
            answer(raw, question, item).is_some_and(|answer| answer == choice)
        };
        let critical = people.iter().filter(|raw| {
            PROCEDURES.iter().any(|(item, _)| {
                is(raw, "procedures", Some(item), "disagree")
                    || is(raw, "procedures", Some(item), "strongly_disagree")
            })
        });
        assert_eq!(critical.count(), 9);
        let main = |raw: &&RawAnswers| is(raw, "area_of_work", Some("content_production"), "main_area");
        let not_safe = |raw: &&RawAnswers| is(raw, "area_of_work", Some("safety"), "not_part");
        assert_eq!(people.iter().filter(main).filter(not_safe).count(), 14);
        let nothing = |raw: &&RawAnswers| {
            ["media_content", "media_viability", "audiences"]
                .iter()
                .all(|item| is(raw, "capacity_effect", Some(item), "not_received"))
        };
        assert!(people.iter().filter(main).filter(nothing).count() >= WITHOUT_CONTENT_SUPPORT);
        let wishing: Vec<&RawAnswers> =
            people.iter().filter(|raw| raw.contains_key("collaboration_form")).collect();
        assert_eq!(wishing.len(), 33);
        let had = |choice| {
            wishing.iter().filter(|raw| is(raw, "capacity_approach", Some("exchange"), choice)).count()
        };
        assert_eq!((had("not_received"), had("dissatisfied")), (8, 2));
        let below = |question: &str, limit: f64| {
            people
                .iter()
                .filter(|raw| raw.get(question).and_then(Json::as_f64).is_some_and(|p| p < limit))
                .count()
        };
        assert_eq!((below("women_management", 20.0), below("women_board", 20.0)), (7, 4));
        assert_eq!(survey::tally::percent(7, 47), Some(15));
        assert_eq!(people.iter().filter(|raw| raw.contains_key("audience_growth")).count(), 34);
    }
}
