//! Data files that a scenario names, looked up beside the file that names them.

use super::data;
use super::files::{Found, Shelf};
use super::limits::Limit;
use super::problem::{DistributionFault, Place, What};
use super::tree::shorten;
use crate::random::Distribution;
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

/// The files within reach of one load.
pub struct Library<'a> {
    pub shelf: Shelf<'a>,
    /// Folder of each source; the command line has that of the first file.
    pub folders: HashMap<u32, PathBuf>,
    pub root: PathBuf,
    /// Observed values by file, so that variants share them.
    observed: HashMap<PathBuf, Distribution>,
    /// Observed values of all files so far.
    values: u64,
    /// Data files read so far and their texts, by their path below the root.
    data: BTreeMap<PathBuf, String>,
}

impl<'a> Library<'a> {
    pub fn new(shelf: Shelf<'a>, root: PathBuf) -> Library<'a> {
        Library { shelf, folders: HashMap::new(), root, observed: HashMap::new(), values: 0, data: BTreeMap::new() }
    }

    /// Reads a file named by a value that stands at `place`.
    pub fn read(&self, place: Option<Place>, name: &str, limit: Limit) -> Result<Found, What> {
        let from = place.and_then(|p| self.folders.get(&p.source)).unwrap_or(&self.root);
        self.shelf.read(from, name, limit).map_err(|fault| What::File { name: shorten(name), fault })
    }

    /// Reads a file of data (a profile, a roster, observed values) and keeps its text, for whoever copies the scenario.
    pub fn read_data(&mut self, place: Option<Place>, name: &str) -> Result<Found, What> {
        let found = self.read(place, name, Limit::ReferencedBytes)?;
        if let (Ok(below), Ok(text)) = (found.path.strip_prefix(&self.root), std::str::from_utf8(&found.bytes)) {
            self.data.entry(below.to_owned()).or_insert_with(|| text.to_owned());
        }
        Ok(found)
    }

    /// The data files read, in the order of their paths below the root.
    pub fn into_data(self) -> BTreeMap<PathBuf, String> {
        self.data
    }

    /// The distribution of the observed values in a file.
    ///
    /// # Errors
    /// At least one fault.
    pub fn observed(&mut self, place: Option<Place>, name: &str) -> Result<Distribution, Vec<What>> {
        let found = self.read_data(place, name).map_err(|what| vec![what])?;
        if let Some(known) = self.observed.get(&found.path) {
            return Ok(known.clone());
        }
        let values = data::observed(&shorten(name), &found.bytes)?;
        self.values += values.len() as u64;
        if self.values > Limit::EmpiricalValues.allowed() {
            return Err(vec![What::Limit { limit: Limit::EmpiricalValues, found: self.values }]);
        }
        let fault = DistributionFault::Values;
        let distribution = Distribution::empirical(values).map_err(|_| vec![What::Distribution { fault }])?;
        self.observed.insert(found.path, distribution.clone());
        Ok(distribution)
    }
}
