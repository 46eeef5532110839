//! result.json: a [`StudyResult`] as it is, indented.

use crate::study::result::StudyResult;

/// The document, with a newline at its end.
///
/// # Errors
/// None that a result can cause: its numbers are finite or absent, its keys are text.
pub fn render(result: &StudyResult) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(result)?;
    text.push('\n');
    Ok(text)
}
