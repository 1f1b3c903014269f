//! Which totals are shown.
//!
//! Everybody's answers to a question that everybody is asked are shown in full. But who was asked a question that skip logic
//! keeps from the others is a group of its own, known by the answers on which that depends, and often to who knows the
//! partners. So is who answered on the scale, where the others say that it does not concern them.

use crate::tally::{Distribution, Figures, ItemTally, QuestionTally, Tally, Withheld};

/// Takes out of a tally what may not be shown. Totals of what only some were asked are not over everybody: for them the threshold
/// is `raised`.
pub(super) fn withhold(tally: &mut Tally, threshold: u64, raised: u64) {
    let respondents = tally.respondents;
    for question in &mut tally.questions {
        let threshold = if question.missing.not_relevant > 0 { raised } else { threshold };
        if let Some(why) = withheld(question, respondents, threshold) {
            question.figures = Figures::Withheld { why };
            // How many answered tells how many of those before gave the answer on which it depends.
            (question.answered, question.missing) = Default::default();
        } else if let Figures::Matrix { items, withheld } = &mut question.figures {
            let few = |item: &ItemTally| {
                few(item.answered, threshold) || few_on_scale(&item.distribution, threshold)
            };
            withheld.extend(items.iter().filter(|item| few(item)).map(|item| item.item.clone()));
            items.retain(|item| !few(item));
        }
    }
}

fn withheld(question: &QuestionTally, respondents: u64, threshold: u64) -> Option<Withheld> {
    let of_some = question.missing.not_relevant > 0;
    let asked = respondents.saturating_sub(question.missing.not_relevant);
    let on_scale = match &question.figures {
        Figures::SelectOne(found) | Figures::SelectSeveral(found) => few_on_scale(found, threshold),
        _ => false,
    };
    let text = matches!(question.figures, Figures::Text | Figures::LongText);
    let few = of_some && asked < threshold || !text && (few(question.answered, threshold) || on_scale);
    few.then_some(Withheld::TooFew)
}

/// Some, and fewer than may be shown.
fn few(count: u64, threshold: u64) -> bool {
    (1..threshold).contains(&count)
}

fn few_on_scale(found: &Distribution, threshold: u64) -> bool {
    few(found.base, threshold)
}
