//! A message as a partner would get it, without anybody's link.

use super::super::visit::Visit;
use super::Place;
use crate::mail::MessageKind;
use crate::mail::compose::{self, Composed, Line};
use crate::mail::wording::Wording;
use crate::store::StoreResult;

/// Where the secret of a personal link would stand: it is nobody's, so that nobody's is shown.
const NO_TOKEN: &str = "…";

/// A message, made out for an example.
pub struct Preview {
    /// For whom.
    pub partner: String,
    /// The message.
    pub message: Composed,
    links: [String; 3],
}

impl Preview {
    /// The message as its HTML lays it out. What stands at each element in a mail is a class here: no page has styles of its own.
    pub fn paragraphs(&self) -> Vec<Vec<Line<'_>>> {
        compose::paragraphs(&self.message.text, &self.links.each_ref().map(String::as_str))
    }
}

/// Makes a message out for the survey's first partner of the language, or for an invented one.
///
/// # Errors
/// When the database fails.
pub async fn make(visit: &Visit, place: &Place, wording: &Wording) -> StoreResult<Option<Preview>> {
    let t = place.texts(visit);
    let row = &place.survey.row;
    let found = visit.state.store.example_partner(&row.code, &place.language).await?;
    let (partner, contact) =
        found.unwrap_or_else(|| (t.text("texts-example-partner"), t.text("texts-example-contact")));
    let link = format!("{}/i/{NO_TOKEN}", visit.state.base_url);
    let decline = format!("{link}/decline");
    let key_link = compose::key_link(&visit.state.base_url, &row.code);
    let key = compose::KeyNote { number: place.survey.key_number(), link: &key_link };
    let composed = compose::compose(&compose::Letter {
        t,
        // The standard wording of a language without texts is that of another.
        language: if *wording == Wording::standard(t, place.kind) { t.locale() } else { &place.language },
        wording,
        survey: place.survey.title(&place.language),
        deadline: row.closes_on,
        partner: &partner,
        contact: &contact,
        link: &link,
        decline_link: &decline,
        key: (place.kind != MessageKind::Thanks).then_some(key),
    });
    Ok(composed.inspect_err(|error| tracing::error!(%error, "a message could not be composed")).ok().map(
        |message| Preview { partner, message, links: [link.clone(), decline.clone(), key_link.clone()] },
    ))
}
