//! The body of a request: of the announced type, not too large, not too slow, and exactly what is understood.

use super::answer::Refusal;
use super::limits::{BODY_BYTES, BODY_TIME};
use crate::locale::{Lang, Text};
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use http_body_util::{BodyExt, Limited};
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;

const TYPE: Text = Text::new(
    "send the request as JSON, with Content-Type: application/json",
    "envía la petición en JSON, con Content-Type: application/json",
);
const SLOW: Text = Text::new("the request took too long to arrive", "la petición tardó demasiado en llegar");
const BROKEN: Text = Text::new("the request broke off", "la petición se interrumpió");
const LARGE: Text = Text::new("the request is larger than 2 MB", "la petición ocupa más de 2 MB");

#[derive(Deserialize)]
struct Spoken {
    lang: Option<Language>,
}

/// A language as requests name it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    #[default]
    En,
    Es,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Lang {
        match language {
            Language::En => Lang::En,
            Language::Es => Lang::Es,
        }
    }
}

/// The language of a reader of whom nothing else is known.
pub fn spoken(headers: &HeaderMap) -> Lang {
    let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    if wanted.is_some_and(|text| text.trim_start().to_ascii_lowercase().starts_with("es")) {
        Lang::Es
    } else {
        Lang::En
    }
}

/// Reads what is asked for.
///
/// # Errors
/// 415, 413, 408, or 400 with what is wrong and where.
pub async fn read<T: DeserializeOwned>(request: Request) -> Result<T, Refusal> {
    let (head, body) = request.into_parts();
    let lang = spoken(&head.headers);
    if !is_json(&head.headers) {
        return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "type", TYPE.get(lang)));
    }
    let too_large = || Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", LARGE.get(lang));
    let announced = head.headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|bytes| bytes > BODY_BYTES as u64) {
        return Err(too_large());
    }
    let collected = tokio::time::timeout(BODY_TIME, Limited::new(body, BODY_BYTES).collect()).await;
    let bytes = match collected {
        Err(_) => return Err(Refusal::new(StatusCode::REQUEST_TIMEOUT, "slow", SLOW.get(lang))),
        Ok(Err(error)) if error.is::<http_body_util::LengthLimitError>() => return Err(too_large()),
        Ok(Err(_)) => return Err(Refusal::new(StatusCode::BAD_REQUEST, "broken", BROKEN.get(lang))),
        Ok(Ok(body)) => body.to_bytes(),
    };
    serde_json::from_slice(&bytes).map_err(|error| {
        let said = serde_json::from_slice::<Spoken>(&bytes).ok().and_then(|said| said.lang).map(Lang::from);
        not_understood(&error, said.unwrap_or(lang))
    })
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// The reader's own words stand in English, as those of TOML do.
fn not_understood(error: &serde_json::Error, lang: Lang) -> Refusal {
    let message = match lang {
        Lang::En => format!("the request is not understood: {error}"),
        Lang::Es => format!("no se entiende la petición: {error}"),
    };
    Refusal::new(StatusCode::BAD_REQUEST, "body", message)
}
