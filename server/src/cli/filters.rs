//! The filters of a search as flags, named as in the API.

use indexer::request::{Dimension, Filters, Sort};
use jiff::civil::Date;

#[derive(Debug, Clone, Default, clap::Args)]
#[group(skip)]
pub(crate) struct Args {
    /// Only this municipality (repeatable, or several with `|` between, as are the other filters)
    #[arg(long, env = "PARAGRAF_MUNICIPALITY", value_delimiter = '|')]
    municipality: Vec<String>,
    /// Only this organ
    #[arg(long, env = "PARAGRAF_ORGAN", value_delimiter = '|')]
    organ: Vec<String>,
    /// Only this kind: minutes, agenda_item, statement, response, attachment, other, withheld
    #[arg(long, env = "PARAGRAF_KIND", value_delimiter = '|')]
    kind: Vec<String>,
    /// Only this year
    #[arg(long, env = "PARAGRAF_YEAR", value_delimiter = '|')]
    year: Vec<String>,
    /// Only this outcome (bifall, avslag, aterremiss …)
    #[arg(long, env = "PARAGRAF_OUTCOME", value_delimiter = '|')]
    outcome: Vec<String>,
    /// Only matters in which this party acted (letters)
    #[arg(long, env = "PARAGRAF_PARTY", value_delimiter = '|')]
    party: Vec<String>,
    /// Only units with this section (beslut, reservationer …)
    #[arg(long, env = "PARAGRAF_ZONE", value_delimiter = '|')]
    zone: Vec<String>,
    /// Only units that cite this statute (sol, lss …)
    #[arg(long, env = "PARAGRAF_LAW", value_delimiter = '|')]
    law: Vec<String>,
    /// From this day on (2023-01-31)
    #[arg(long, value_name = "DATE", env = "PARAGRAF_FROM")]
    from: Option<Date>,
    /// Up to this day
    #[arg(long, value_name = "DATE", env = "PARAGRAF_TO")]
    to: Option<Date>,
    /// Order of hits: relevance, newest or oldest
    #[arg(
        long,
        env = "PARAGRAF_SORT",
        default_value = "relevance",
        value_parser = ["relevance", "newest", "oldest"]
    )]
    sort: String,
}

impl Args {
    /// The filters given.
    pub(crate) fn filters(&self) -> Filters {
        let values = |dimension, values: &[String]| -> Vec<(Dimension, String)> {
            values.iter().map(|value| (dimension, value.clone())).collect()
        };
        let all = [
            values(Dimension::Municipality, &self.municipality),
            values(Dimension::Organ, &self.organ),
            values(Dimension::Kind, &self.kind),
            values(Dimension::Year, &self.year),
            values(Dimension::Outcome, &self.outcome),
            values(Dimension::Party, &self.party),
            values(Dimension::Zone, &self.zone),
            values(Dimension::Law, &self.law),
        ];
        Filters { values: all.concat(), from: self.from, to: self.to }
    }

    /// The order asked for.
    pub(crate) fn sort(&self) -> Sort {
        match self.sort.as_str() {
            "newest" => Sort::Newest,
            "oldest" => Sort::Oldest,
            _ => Sort::Relevance,
        }
    }
}
