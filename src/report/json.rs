//! result.json and the answers of other commands: as they are, indented.

use serde::Serialize;

/// The document, with a newline at its end.
///
/// # Errors
/// None that a result can cause: its numbers are finite or absent, its keys are text.
pub fn render(result: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(result)?;
    text.push('\n');
    Ok(text)
}
