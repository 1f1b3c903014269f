//! The directory of partners, and files that wait to be imported into it.
//!
//! Everything that writes here first takes the directory's one row of [`lock`]: writers come one after another, and
//! each knows whether the directory is still the one that it looked at.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Row};
use uuid::Uuid;

use super::{Store, StoreError, StoreResult, Tx, placeholders, told_changes};
use crate::fold::fold;
use crate::partners::{Contact, Directory, EmailAddress, MOST_CONTACTS, Partner, PartnerKey};

/// How many partners one statement writes.
const CHUNK: usize = 100;

/// What the list of partners is narrowed to; an empty text is no wish.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// A part of the name, the key, the country, or a contact's name or address.
    pub search: String,
    /// The region.
    pub region: String,
    /// The programme.
    pub programme: String,
    /// The type.
    pub kind: String,
    /// The language.
    pub language: String,
    /// The manager's address.
    pub manager: String,
    /// Active or not.
    pub active: Option<bool>,
}

/// The values that there are to filter by, each list in order.
#[derive(Debug, Default)]
pub struct FilterValues {
    /// Regions.
    pub regions: Vec<String>,
    /// Countries.
    pub countries: Vec<String>,
    /// Programmes.
    pub programmes: Vec<String>,
    /// Types.
    pub kinds: Vec<String>,
    /// Languages.
    pub languages: Vec<String>,
    /// Managers: address, and name or address.
    pub managers: Vec<(String, String)>,
}

/// A file between its preview and its confirmation.
pub struct WaitingImport<'a> {
    /// The key, drawn at random.
    pub id: Uuid,
    /// Whose it is.
    pub staff: Uuid,
    /// Since when, in milliseconds since 1970.
    pub at: i64,
    /// The table as JSON.
    pub rows: &'a str,
}

const COLUMNS: &str = "key, name, region, country, programme, type, language, manager, active";

/// One text for every filter: a wish that is empty holds for all. What is typed is looked for as it is, and folded.
const MATCHES: &str = "($1 = '' OR lower(name || ' ' || country || ' ' || key) LIKE $1 ESCAPE '!' \
     OR folded LIKE $2 ESCAPE '!' OR EXISTS (SELECT 1 FROM partner_contact \
     WHERE partner_contact.partner = partner.key AND (lower(partner_contact.name || ' ' || partner_contact.email) \
     LIKE $1 ESCAPE '!' OR partner_contact.folded LIKE $2 ESCAPE '!'))) \
     AND ($3 = '' OR region = $3) AND ($4 = '' OR programme = $4) AND ($5 = '' OR type = $5) \
     AND ($6 = '' OR language = $6) AND ($7 = '' OR manager = $7) AND ($8 = '' OR cast(active AS TEXT) = $8)";

impl Filter {
    /// The values of the placeholders of [`MATCHES`].
    fn values(&self) -> [String; 8] {
        let pattern = |text: &str| match text {
            "" => String::new(),
            text => format!("%{}%", escape(text)),
        };
        let active = self.active.map_or("", |active| if active { "1" } else { "0" });
        let wishes = [&self.region, &self.programme, &self.kind, &self.language, &self.manager];
        let [region, programme, kind, language, manager] = wishes.map(String::clone);
        let [small, folded] = [pattern(&self.search.to_lowercase()), pattern(&fold(&self.search))];
        [small, folded, region, programme, kind, language, manager, active.to_owned()]
    }
}

/// Takes the meaning from the signs that LIKE gives one.
fn escape(text: &str) -> String {
    text.chars().fold(String::new(), |mut escaped, c| {
        if "%_!".contains(c) {
            escaped.push('!');
        }
        escaped.push(c);
        escaped
    })
}

/// Reads a partner without its contacts.
fn read(row: &AnyRow) -> StoreResult<Partner> {
    let bad = |e: &dyn std::fmt::Display| StoreError::unreadable("partner", e);
    Ok(Partner {
        key: row.try_get::<String, _>("key")?.parse().map_err(|e: crate::partners::NotAKey| bad(&e))?,
        name: row.try_get("name")?,
        region: row.try_get("region")?,
        country: row.try_get("country")?,
        programme: row.try_get("programme")?,
        kind: row.try_get("type")?,
        language: row
            .try_get::<String, _>("language")?
            .parse()
            .map_err(|e: survey::locale::NotALocale| bad(&e))?,
        contacts: Vec::new(),
        manager: row
            .try_get::<String, _>("manager")?
            .parse()
            .map_err(|e: crate::partners::NotAnAddress| bad(&e))?,
        active: row.try_get::<i64, _>("active")? != 0,
    })
}

fn read_contact(row: &AnyRow) -> StoreResult<Contact> {
    let bad = |e: &dyn std::fmt::Display| StoreError::unreadable("partner_contact", e);
    let email: String = row.try_get("email")?;
    let email = match email.as_str() {
        "" => None,
        text => Some(text.parse().map_err(|e: crate::partners::NotAnAddress| bad(&e))?),
    };
    Ok(Contact { name: row.try_get("name")?, email })
}

/// Puts each contact with its partner; both come in the order of their keys.
fn join(partners: &[AnyRow], contacts: &[AnyRow]) -> StoreResult<Directory> {
    let mut directory = Directory::new();
    for row in partners {
        let partner = read(row)?;
        directory.insert(partner.key.clone(), partner);
    }
    for row in contacts {
        let key: String = row.try_get("partner")?;
        let partner = key.parse().ok().and_then(|key: PartnerKey| directory.get_mut(&key));
        if let Some(partner) = partner {
            partner.contacts.push(read_contact(row)?);
        }
    }
    Ok(directory)
}

/// Takes the right to write to the directory until the transaction ends, and returns the version that it makes.
///
/// # Errors
/// When the database fails.
pub async fn lock(tx: &mut Tx) -> StoreResult<i64> {
    let row =
        sqlx::query("UPDATE partner_directory SET version = version + 1 WHERE id = 1 RETURNING version")
            .fetch_one(&mut **tx)
            .await?;
    Ok(row.try_get(0)?)
}

async fn directory(connection: &mut AnyConnection) -> StoreResult<Directory> {
    let partners = sqlx::query(AssertSqlSafe(format!("SELECT {COLUMNS} FROM partner")))
        .fetch_all(&mut *connection)
        .await?;
    let contacts = sqlx::query("SELECT partner, name, email FROM partner_contact ORDER BY partner, position")
        .fetch_all(&mut *connection)
        .await?;
    join(&partners, &contacts)
}

/// Adds partners, or puts them in the place of those with the same keys. Old addresses of the invited are told of new ones.
///
/// # Errors
/// When the database fails.
pub async fn put(tx: &mut Tx, partners: &[&Partner], at: DateTime<Utc>) -> StoreResult<()> {
    for chunk in partners.chunks(CHUNK) {
        let new: HashMap<&str, &Partner> =
            chunk.iter().map(|partner| (partner.key.as_str(), *partner)).collect();
        let keys: Vec<&str> = new.keys().copied().collect();
        let told = told_changes::present(tx, &keys, at).await?;
        put_partners(tx, chunk).await?;
        put_contacts(tx, chunk).await?;
        let now_at = |key: &str| new.get(key).and_then(|now| now.address()).map(ToString::to_string);
        told_changes::queue(tx, told, now_at, at).await?;
    }
    Ok(())
}

fn rows_of_values(rows: usize, columns: usize) -> String {
    let row = |n| format!("({})", placeholders(n * columns + 1, columns));
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

/// What a partner is found by.
fn folded(name: &str, country: &str, key: &str) -> String {
    fold(&format!("{name} {country} {key}"))
}

async fn put_partners(tx: &mut Tx, partners: &[&Partner]) -> StoreResult<()> {
    let sql = format!(
        "INSERT INTO partner ({COLUMNS}, folded) VALUES {} ON CONFLICT (key) DO UPDATE SET folded = excluded.folded, name = excluded.name, \
         region = excluded.region, country = excluded.country, programme = excluded.programme, type = excluded.type, \
         language = excluded.language, manager = excluded.manager, active = excluded.active",
        rows_of_values(partners.len(), 10)
    );
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for partner in partners {
        query = query
            .bind(partner.key.as_str())
            .bind(partner.name.as_str())
            .bind(partner.region.as_str())
            .bind(partner.country.as_str())
            .bind(partner.programme.as_str())
            .bind(partner.kind.as_str())
            .bind(partner.language.as_str())
            .bind(partner.manager.as_str())
            .bind(i64::from(partner.active))
            .bind(folded(&partner.name, &partner.country, partner.key.as_str()));
    }
    query.execute(&mut **tx).await?;
    Ok(())
}

async fn put_contacts(tx: &mut Tx, partners: &[&Partner]) -> StoreResult<()> {
    let sql = format!("DELETE FROM partner_contact WHERE partner IN ({})", placeholders(1, partners.len()));
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for partner in partners {
        query = query.bind(partner.key.as_str());
    }
    query.execute(&mut **tx).await?;
    let contacts: Vec<_> = partners
        .iter()
        .flat_map(|partner| {
            (0i64..).zip(&partner.contacts).map(|(place, contact)| (&partner.key, place, contact))
        })
        .collect();
    for chunk in contacts.chunks(CHUNK * MOST_CONTACTS) {
        let sql = format!(
            "INSERT INTO partner_contact (partner, position, name, email, folded) VALUES {}",
            rows_of_values(chunk.len(), 5)
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (key, place, contact) in chunk {
            query = query
                .bind(key.as_str())
                .bind(*place)
                .bind(contact.name.as_str())
                .bind(contact.email.as_ref().map_or("", EmailAddress::as_str))
                .bind(fold(&contact.name));
        }
        query.execute(&mut **tx).await?;
    }
    Ok(())
}

impl Store {
    /// Folds the names of partners and contacts that have been written before there were folded ones.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn fold_names(&self) -> StoreResult<()> {
        let partners: Vec<(String, String, String)> =
            sqlx::query_as("SELECT key, name, country FROM partner WHERE folded = ''")
                .fetch_all(&self.pool)
                .await?;
        let contacts: Vec<(String, i64, String)> = sqlx::query_as(
            "SELECT partner, position, name FROM partner_contact WHERE folded = '' AND name <> ''",
        )
        .fetch_all(&self.pool)
        .await?;
        if partners.is_empty() && contacts.is_empty() {
            return Ok(());
        }
        let mut tx = self.begin_write().await?;
        for (key, name, country) in &partners {
            sqlx::query("UPDATE partner SET folded = $1 WHERE key = $2")
                .bind(folded(name, country, key))
                .bind(key.as_str())
                .execute(&mut *tx)
                .await?;
        }
        for (partner, position, name) in &contacts {
            sqlx::query("UPDATE partner_contact SET folded = $1 WHERE partner = $2 AND position = $3")
                .bind(fold(name))
                .bind(partner.as_str())
                .bind(*position)
                .execute(&mut *tx)
                .await?;
        }
        Ok(tx.commit().await?)
    }
}

/// The partner of that key.
///
/// # Errors
/// When the database fails.
pub async fn partner(connection: &mut AnyConnection, key: &PartnerKey) -> StoreResult<Option<Partner>> {
    let row = sqlx::query(AssertSqlSafe(format!("SELECT {COLUMNS} FROM partner WHERE key = $1")))
        .bind(key.as_str())
        .fetch_optional(&mut *connection)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let mut partner = [read(&row)?];
    add_contacts(connection, &mut partner).await?;
    let [partner] = partner;
    Ok(Some(partner))
}

/// The partner whose key is this one, or is this one but for capitals: to people the two are the same.
///
/// # Errors
/// When the database fails.
pub async fn like_key(tx: &mut Tx, key: &PartnerKey) -> StoreResult<Option<PartnerKey>> {
    let row: Option<(String,)> = sqlx::query_as("SELECT key FROM partner WHERE lower(key) = $1 LIMIT 1")
        .bind(key.folded())
        .fetch_optional(&mut **tx)
        .await?;
    let key = row.map(|(key,)| key.parse()).transpose();
    key.map_err(|e| StoreError::unreadable("partner", e))
}

/// Takes a partner out of the directory, with its contacts, if it was never invited and nothing was noted of it. Returns whether it was taken.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut Tx, key: &PartnerKey) -> StoreResult<bool> {
    let done = sqlx::query(
        "DELETE FROM partner WHERE key = $1 AND NOT EXISTS (SELECT 1 FROM invitation WHERE partner = $1) \
         AND NOT EXISTS (SELECT 1 FROM follow_up WHERE partner = $1)",
    )
    .bind(key.as_str())
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

async fn add_contacts(connection: &mut AnyConnection, partners: &mut [Partner]) -> StoreResult<()> {
    let sql = format!(
        "SELECT partner, name, email FROM partner_contact WHERE partner IN ({}) ORDER BY partner, position",
        placeholders(1, partners.len())
    );
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for partner in partners.iter() {
        query = query.bind(partner.key.as_str().to_owned());
    }
    for row in query.fetch_all(connection).await? {
        let key: String = row.try_get("partner")?;
        if let Some(partner) = partners.iter_mut().find(|partner| partner.key.as_str() == key) {
            partner.contacts.push(read_contact(&row)?);
        }
    }
    Ok(())
}

/// Another partner whose mail goes to this address.
///
/// # Errors
/// When the database fails.
pub async fn other_at_address(
    tx: &mut Tx,
    address: &EmailAddress,
    key: &PartnerKey,
) -> StoreResult<Option<PartnerKey>> {
    let row = sqlx::query(
        "SELECT partner FROM partner_contact WHERE position = 0 AND lower(email) = $1 AND partner <> $2 LIMIT 1",
    )
    .bind(address.folded())
    .bind(key.as_str())
    .fetch_optional(&mut **tx)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let key: String = row.try_get(0)?;
    key.parse().map(Some).map_err(|e| StoreError::unreadable("partner_contact", e))
}

/// Takes a waiting import of this member of staff away. Returns whether it was there.
///
/// # Errors
/// When the database fails.
pub async fn take_import(tx: &mut Tx, id: Uuid, staff: Uuid) -> StoreResult<bool> {
    let done = sqlx::query("DELETE FROM partner_import WHERE id = $1 AND staff = $2")
        .bind(id.as_bytes().to_vec())
        .bind(staff.as_bytes().to_vec())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

impl Store {
    /// A page of the list, the partners of `first` before all others, otherwise by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn partners(
        &self,
        filter: &Filter,
        first: &str,
        (offset, limit): (u32, u32),
    ) -> StoreResult<Vec<Partner>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM partner WHERE {MATCHES} \
             ORDER BY CASE WHEN manager = $9 THEN 0 ELSE 1 END, name, key LIMIT $10 OFFSET $11"
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for value in filter.values() {
            query = query.bind(value);
        }
        let rows =
            query.bind(first).bind(i64::from(limit)).bind(i64::from(offset)).fetch_all(&self.pool).await?;
        let mut partners = rows.iter().map(read).collect::<StoreResult<Vec<_>>>()?;
        let mut connection = self.pool.acquire().await?;
        for chunk in partners.chunks_mut(CHUNK) {
            add_contacts(&mut connection, chunk).await?;
        }
        Ok(partners)
    }

    /// Partners that match, by key, from the one after that key on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn partners_after(
        &self,
        filter: &Filter,
        after: &str,
        limit: u32,
    ) -> StoreResult<Vec<Partner>> {
        let sql =
            format!("SELECT {COLUMNS} FROM partner WHERE {MATCHES} AND key > $9 ORDER BY key LIMIT $10");
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for value in filter.values() {
            query = query.bind(value);
        }
        let rows = query.bind(after.to_owned()).bind(i64::from(limit)).fetch_all(&self.pool).await?;
        let mut partners = rows.iter().map(read).collect::<StoreResult<Vec<_>>>()?;
        if !partners.is_empty() {
            add_contacts(&mut *self.pool.acquire().await?, &mut partners).await?;
        }
        Ok(partners)
    }

    /// How many partners match.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_partners(&self, filter: &Filter) -> StoreResult<u64> {
        let sql = format!("SELECT count(*) FROM partner WHERE {MATCHES}");
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for value in filter.values() {
            query = query.bind(value);
        }
        let count: i64 = query.fetch_one(&self.pool).await?.try_get(0)?;
        Ok(count.unsigned_abs())
    }

    /// The partner of that key.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn partner(&self, key: &PartnerKey) -> StoreResult<Option<Partner>> {
        partner(&mut *self.pool.acquire().await?, key).await
    }

    /// Whether a partner was ever invited, or something was noted of it: then it stays.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_past(&self, key: &PartnerKey) -> StoreResult<bool> {
        let (count,): (i64,) = sqlx::query_as(
            "SELECT (SELECT count(*) FROM invitation WHERE partner = $1) \
             + (SELECT count(*) FROM follow_up WHERE partner = $1)",
        )
        .bind(key.as_str())
        .fetch_one(&self.pool)
        .await?;
        Ok(count > 0)
    }

    /// The values that there are to filter by.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn partner_filter_values(&self) -> StoreResult<FilterValues> {
        let rows = sqlx::query(
            "SELECT 'region' AS field, region AS value, region AS name FROM partner \
             UNION SELECT 'country', country, country FROM partner \
             UNION SELECT 'programme', programme, programme FROM partner UNION SELECT 'type', type, type FROM partner \
             UNION SELECT 'language', language, language FROM partner \
             UNION SELECT 'manager', manager, coalesce(staff.name, manager) FROM partner \
             LEFT JOIN staff ON staff.email = partner.manager ORDER BY field, name",
        )
        .fetch_all(&self.pool)
        .await?;
        let mut values = FilterValues::default();
        for row in rows {
            let list = match row.try_get::<String, _>("field")?.as_str() {
                "region" => &mut values.regions,
                "country" => &mut values.countries,
                "programme" => &mut values.programmes,
                "type" => &mut values.kinds,
                "language" => &mut values.languages,
                _ => {
                    values.managers.push((row.try_get("value")?, row.try_get("name")?));
                    continue;
                }
            };
            list.push(row.try_get("value")?);
        }
        Ok(values)
    }

    /// The whole directory, and its version.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn partner_directory(&self) -> StoreResult<(i64, Directory)> {
        let mut tx = self.pool.begin().await?;
        // The version first: what is written between the two makes the version old, and so is noticed.
        let version = sqlx::query("SELECT version FROM partner_directory WHERE id = 1")
            .fetch_one(&mut *tx)
            .await?
            .try_get(0)?;
        let directory = directory(&mut tx).await?;
        tx.commit().await?;
        Ok((version, directory))
    }

    /// Keeps an import's table until it is confirmed, and removes those that nobody confirmed since `expired`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_import(&self, import: &WaitingImport<'_>, expired: i64) -> StoreResult<()> {
        let mut tx = self.begin_write().await?;
        sqlx::query("DELETE FROM partner_import WHERE at < $1").bind(expired).execute(&mut *tx).await?;
        sqlx::query("INSERT INTO partner_import (id, staff, at, rows) VALUES ($1, $2, $3, $4)")
            .bind(import.id.as_bytes().to_vec())
            .bind(import.staff.as_bytes().to_vec())
            .bind(import.at)
            .bind(import.rows)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(())
    }

    /// The table of an import of this member of staff that waits since `expired` at most, as JSON.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn waiting_import(&self, id: Uuid, staff: Uuid, expired: i64) -> StoreResult<Option<String>> {
        let row = sqlx::query("SELECT rows FROM partner_import WHERE id = $1 AND staff = $2 AND at >= $3")
            .bind(id.as_bytes().to_vec())
            .bind(staff.as_bytes().to_vec())
            .bind(expired)
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?)
    }
}
