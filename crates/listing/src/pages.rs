//! The pages of every listing: the list, the record, the form, the exports and the import.

mod conduct;
mod edit;
mod export;
mod history;
mod import;
mod list;
mod parts;
mod show;

use std::sync::Arc;

use axum::{
    Router,
    extract::{Form, Path, RawQuery, State},
    routing::get,
};
use storage::{Db, Reader, Table};
use web::{Crumb, Entry, Frame, NavItem, Site, Visitor, Who};

use crate::{Column, Kept, Listing, Registry, tally::Tallies};

pub use conduct::{Answer, Beside, Conduct, Panel};
pub use parts::{CellView, Heading, RowView, TableView, table_columns, table_view};

/// A group of listings in the navigation.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its name.
    pub title: &'static str,
    /// Its listings.
    pub listings: &'static [&'static Listing],
}

/// What the pages of a house share.
#[derive(Debug)]
pub struct House {
    /// The database.
    pub db: Db,
    /// All listings.
    pub registry: Registry,
    /// The listings by module.
    pub groups: Vec<Group>,
    /// The page from which a module is looked over, by the name of its group: it stands first among the lists.
    pub fronts: Vec<(&'static str, Entry)>,
    /// What stands around every page.
    pub site: Arc<Site>,
    /// The counts of facets, kept in memory and following the history.
    pub tallies: Tallies,
    /// What other crates put on the page of a record.
    pub beside: Vec<Box<dyn Beside>>,
    /// How the records of listings that move by a procedure are begun and changed.
    pub conducts: Vec<Box<dyn Conduct>>,
    /// The name of a figure by its code, for a list that somebody reached from a figure.
    pub figure_name: fn(&str) -> Option<&'static str>,
}

impl House {
    /// A house over a database.
    pub fn new(db: Db, registry: Registry, groups: Vec<Group>, site: Site) -> House {
        House {
            db,
            registry,
            groups,
            fronts: Vec::new(),
            site: Arc::new(site),
            tallies: Tallies::default(),
            beside: Vec::new(),
            conducts: Vec::new(),
            figure_name: |_| None,
        }
    }

    /// Reads outside any transaction.
    pub fn reader(&self) -> Reader<'_> {
        self.db.reader()
    }

    /// The table of a listing.
    ///
    /// # Errors
    /// [`storage::Error::Fault`] if the house was opened without it.
    pub fn table(&self, listing: &Listing) -> storage::Result<&Table> {
        self.db.table(listing.table)
    }

    /// The group to which a listing belongs.
    pub fn group_of(&self, listing: &Listing) -> &'static str {
        let group = self.groups.iter().find(|group| group.listings.iter().any(|member| member.table == listing.table));
        group.map_or("", |group| group.title)
    }

    /// How the records of a listing are begun and changed, where it moves by a procedure.
    pub fn conduct_of(&self, listing: &Listing) -> Option<&dyn Conduct> {
        self.conducts.iter().map(|conduct| &**conduct).find(|conduct| conduct.listing().table == listing.table)
    }

    /// Whether somebody may add, change and remove the records of a listing by form and by sheet.
    pub fn may_keep(&self, listing: &Listing, who: &Who) -> bool {
        listing.kept == Kept::Freely && who.keeps(self.group_of(listing))
    }

    /// Tells a cell to a visitor: the stage of a case by the name that its applicant knows, where the visitor is the
    /// applicant, and a link as a word where it would lead them nowhere.
    fn retell(&self, listing: &'static Listing, visitor: &Visitor, column: &'static Column, view: &mut CellView) {
        if !parts::leads(listing, column, &visitor.who, &view.href) {
            view.href.clear();
        }
        let told = || self.conduct_of(listing)?.stage_for(&visitor.who, &view.text);
        if column.name == "stage"
            && let Some(text) = told()
        {
            view.text = text.to_owned();
        }
    }

    /// Tells the cells of a table to a visitor. The first of each row names it and leads to it.
    fn retold(
        &self,
        listing: &'static Listing,
        visitor: &Visitor,
        columns: &[&'static Column],
        rows: &mut [parts::RowView],
    ) {
        for row in rows {
            for (cell, column) in row.cells.iter_mut().zip(columns.iter().skip(1)) {
                self.retell(listing, visitor, column, cell);
            }
        }
    }

    /// The frame of a page of a listing, with its neighbours.
    pub fn frame<'a>(&'a self, listing: &Listing, visitor: &'a Visitor, title: &str) -> Frame<'a> {
        let group = self.groups.iter().find(|group| group.listings.iter().any(|member| member.table == listing.table));
        let mut frame = Frame::new(&self.site, visitor, group.map_or("", |group| group.title), title);
        if let Some(group) = group {
            let fronts = self.fronts.iter().filter(|(of, front)| *of == group.title && (front.is_for)(&visitor.who));
            let lists = group
                .listings
                .iter()
                .filter(|member| crate::sight(member, &visitor.who).is_some())
                .map(|member| NavItem { title: member.title.to_owned(), href: member.path.to_owned() });
            frame.siblings = fronts.map(|(_, front)| front.item.clone()).chain(lists).collect();
            let first = frame.siblings.first().map_or("/", |first| first.href.as_str()).to_owned();
            frame.crumbs.push(Crumb { title: group.title.to_owned(), href: first });
        }
        frame
    }
}

type Typed = Form<Vec<(String, String)>>;
type Shared = State<Arc<House>>;

/// The routes of all listings.
pub fn routes(house: &Arc<House>) -> Router {
    let shown = house.registry.all().iter().copied().filter(|listing| listing.kept != Kept::Inside);
    let router = shown.fold(Router::new(), of_listing);
    router
        .merge(import::routes())
        .route("/history", get(async |house: Shared, visitor: Visitor| history::history(&house, &visitor).await))
        .with_state(house.clone())
}

fn of_listing(router: Router<Arc<House>>, listing: &'static Listing) -> Router<Arc<House>> {
    let path = listing.path;
    let list = get(move |house: Shared, visitor: Visitor, RawQuery(query): RawQuery| async move {
        list::list(&house, listing, &visitor, &query.unwrap_or_default()).await
    });
    let add = move |house: Shared, visitor: Visitor, Form(typed): Typed| async move {
        edit::add(&house, listing, &visitor, &typed).await
    };
    let show = get(move |house: Shared, visitor: Visitor, Path(id): Path<i64>| async move {
        show::show(&house, listing, &visitor, id).await
    });
    let change = move |house: Shared, visitor: Visitor, Path(id): Path<i64>, Form(typed): Typed| async move {
        edit::change(&house, listing, &visitor, id, &typed).await
    };
    let blank = get(move |house: Shared, visitor: Visitor, RawQuery(query): RawQuery| async move {
        edit::blank(&house, listing, &visitor, &query.unwrap_or_default()).await
    });
    let form = get(move |house: Shared, visitor: Visitor, Path(id): Path<i64>| async move {
        edit::form(&house, listing, &visitor, id).await
    });
    let ask_removal = get(move |house: Shared, visitor: Visitor, Path(id): Path<i64>| async move {
        edit::ask_removal(&house, listing, &visitor, id).await
    });
    let remove = move |house: Shared, visitor: Visitor, Path(id): Path<i64>| async move {
        edit::remove(&house, listing, &visitor, id).await
    };
    let mut router = router;
    for (form, ending) in export::Form::ALL {
        let export = get(move |State(house): Shared, visitor: Visitor, RawQuery(query): RawQuery| async move {
            export::export(house, listing, &visitor.who, &query.unwrap_or_default(), form).await
        });
        router = router.route(&format!("{path}.{ending}"), export);
    }
    router
        .route(path, list.post(add))
        .route(&format!("{path}/new"), blank)
        .route(&format!("{path}/{{id}}"), show.post(change))
        .route(&format!("{path}/{{id}}/edit"), form)
        .route(&format!("{path}/{{id}}/remove"), ask_removal.post(remove))
}
