//! The directory of partners.

use serde::Deserialize;
use survey::Locale;

use super::{StoreResult, Tx};

/// An invited organisation. The fields are those of the partners' file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Partner {
    /// The stable key by which the organisation knows it.
    pub key: String,
    /// The organisation's name.
    pub name: String,
    /// The region's code.
    pub region: String,
    /// The country.
    pub country: String,
    /// The programme.
    pub programme: String,
    /// The type of organisation, as a choice code.
    #[serde(rename = "type")]
    pub kind: String,
    /// The language in which it is written to.
    pub language: Locale,
    /// The focal point's name.
    pub contact_name: String,
    /// The focal point's address.
    pub contact_email: String,
    /// The e-mail address of the responsible programme manager.
    pub manager: String,
}

/// Adds a partner with its first contact.
///
/// # Errors
/// When the database fails, or the key is taken.
pub async fn add(tx: &mut Tx, partner: &Partner) -> StoreResult<()> {
    sqlx::query(
        "INSERT INTO partner (key, name, region, country, programme, type, language, manager, active) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)",
    )
    .bind(partner.key.as_str())
    .bind(partner.name.as_str())
    .bind(partner.region.as_str())
    .bind(partner.country.as_str())
    .bind(partner.programme.as_str())
    .bind(partner.kind.as_str())
    .bind(partner.language.as_str())
    .bind(partner.manager.as_str())
    .execute(&mut **tx)
    .await?;
    sqlx::query("INSERT INTO partner_contact (partner, position, name, email) VALUES ($1, 0, $2, $3)")
        .bind(partner.key.as_str())
        .bind(partner.contact_name.as_str())
        .bind(partner.contact_email.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(())
}
