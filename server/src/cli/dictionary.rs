//! The Swedish dictionary, where the system has it.

use std::path::{Path, PathBuf};

use anyhow::Context;

/// Where Debian's `hunspell-sv` and its like put the dictionary.
const PLACES: &[&str] = &["/usr/share/hunspell/sv_SE", "/usr/share/myspell/dicts/sv_SE"];

/// How the dictionary is chosen.
#[derive(Debug, Clone, clap::Args)]
#[group(skip)]
pub(crate) struct Args {
    /// Hunspell's Swedish dictionary: path without `.dic` and `.aff`
    /// [default: where hunspell-sv installs it]
    #[arg(long, value_name = "PATH", env = "PARAGRAF_DICTIONARY")]
    dictionary: Option<PathBuf>,
    /// Do without the dictionary
    #[arg(long, env = "PARAGRAF_NO_DICTIONARY", conflicts_with = "dictionary")]
    no_dictionary: bool,
}

/// The bytes of a dictionary's `.dic` and `.aff` files.
pub(crate) type Bytes = (Vec<u8>, Vec<u8>);

impl Args {
    /// Reads the dictionary. `None`: there is none where it is looked for, or none is wanted.
    ///
    /// # Errors
    /// A dictionary that was named and cannot be read.
    pub(crate) fn read(&self) -> anyhow::Result<Option<Bytes>> {
        if self.no_dictionary {
            return Ok(None);
        }
        if let Some(named) = &self.dictionary {
            return read(named).map(Some);
        }
        Ok(PLACES.iter().find_map(|place| read(Path::new(place)).ok()))
    }
}

fn read(stem: &Path) -> anyhow::Result<Bytes> {
    let file = |ending: &str| {
        let path = stem.with_extension(ending);
        std::fs::read(&path).with_context(|| format!("cannot read '{}'", path.display()))
    };
    Ok((file("dic")?, file("aff")?))
}

/// One loud line: what is missing, what that costs, and what helps.
pub(crate) const MISSING: &str = "warning: no Swedish dictionary (hunspell-sv): irregular inflections and about one \
compound in ten will be missed; install it (apt-get install hunspell-sv) and run `paragraf index --rebuild`";
