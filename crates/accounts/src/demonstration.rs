//! The demonstration: accounts and posts for a sample district, so that a newcomer sees every side. Its accounts
//! have no passwords; nobody can sign in with them, and only a house that was started as a demonstration lets posts be
//! taken without signing in.

use directory::{ORGANISATIONS, PEOPLE, SECTIONS};
use listing::Listing;
use storage::{Db, Deed, Error, Result, Value, Work};
use vocabulary::Role;
use web::Who;

use crate::{
    ACCOUNTS, Moment, POSTS,
    deeds::{Person, open_account},
    entry,
};

/// Somebody of the sample, in one post.
#[derive(Clone, Debug)]
pub struct Persona {
    /// The login name.
    pub login: String,
    /// The name.
    pub holder: String,
    /// The number of the person in the directory, or nothing.
    pub number: String,
    /// The role.
    pub role: Role,
    /// The credit code of the unit, the number of the section or the region, whichever the role asks for; or nothing.
    pub place: String,
}

/// Brings in the personas that are not there yet. The first persona is the usual one.
///
/// # Errors
/// [`Error::Fault`] if a persona names somebody or something that the sample does not have; what the database says.
pub async fn demonstration(db: &Db, personas: &[Persona], now: Moment) -> Result<()> {
    db.write(&Who::house().actor(), &Demonstration { db, personas, now }).await
}

struct Demonstration<'a> {
    db: &'a Db,
    personas: &'a [Persona],
    now: Moment,
}

impl Deed for Demonstration<'_> {
    type Outcome = ();

    async fn done<'w>(&'w self, work: &'w mut Work) -> Result<()> {
        for persona in self.personas {
            let known = [("name", persona.login.as_str().into())];
            if entry::find(work.reader(), self.db, &ACCOUNTS, &known).await?.is_none() {
                self.bring_in(work, persona).await?;
            }
        }
        Ok(())
    }
}

impl Demonstration<'_> {
    async fn bring_in(&self, work: &mut Work, persona: &Persona) -> Result<()> {
        let person = match persona.number.as_str() {
            "" => None,
            number => Some(self.id_of(work, &PEOPLE, "number", number).await?),
        };
        let who = Person { login: persona.login.clone(), holder: persona.holder.clone() };
        let account = open_account(work, self.db, &who, person, self.now).await?;
        let place = match persona.role {
            Role::Superior => Some(("region", Value::from(persona.place.as_str()))),
            role if role.is_of_unit() => {
                Some(("unit", self.id_of(work, &ORGANISATIONS, "uscc", &persona.place).await?.into()))
            }
            _ if persona.place.is_empty() => None,
            _ => Some(("section", self.id_of(work, &SECTIONS, "number", &persona.place).await?.into())),
        };
        let mut post = vec![
            ("account", account.into()),
            ("role", persona.role.label().into()),
            ("granted_on", self.now.day().to_string().into()),
            ("granted_by", "示例".into()),
        ];
        post.extend(place);
        entry::add(work, self.db, &POSTS, &post).await?;
        Ok(())
    }

    async fn id_of(&self, work: &Work, listing: &'static Listing, column: &'static str, key: &str) -> Result<i64> {
        let found = entry::find(work.reader(), self.db, listing, &[(column, key.into())]).await?;
        let missing = || Error::Fault(format!("the sample has no {} with {column} {key}", listing.table));
        Ok(found.ok_or_else(missing)?.id())
    }
}
