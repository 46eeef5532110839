//! Answers that are not what was asked for: a status, a sentence, and the problems of the scenarios.

use super::limits::RETRY_AFTER_SECONDS;
use crate::locale::{Lang, Text};
use crate::report::problems::MachineProblem;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;

/// A problem of a scenario of the request.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Problem {
    /// Its number in the request.
    pub scenario: usize,
    #[serde(flatten)]
    pub problem: MachineProblem,
}

/// A request that is not fulfilled.
#[derive(Clone, Debug)]
pub struct Refusal {
    pub status: StatusCode,
    pub code: &'static str,
    pub message: String,
    pub problems: Vec<Problem>,
}

/// What stands in every answer that is a refusal.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Refusal")]
pub struct Document<'d> {
    error: Error<'d>,
    problems: &'d [Problem],
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RefusalReason")]
struct Error<'d> {
    /// Stable name, for programs.
    code: &'static str,
    /// A sentence in the language of the request.
    message: &'d str,
}

const BUSY: Text = Text::new(
    "as many runs as this machine can bear are on; try again in a moment",
    "hay tantas simulaciones en marcha como esta máquina soporta; inténtalo de nuevo en un momento",
);
const FAILED: Text = Text::new("the server failed at this request", "el servidor falló en esta petición");
const UNFINISHED: Text = Text::new(
    "the run ended before its last replication: it took too long, something newer was asked for, or the server stops",
    "la simulación terminó antes de su última réplica: tardaba demasiado, se pidió algo más nuevo o el servidor se detiene",
);
const UNSOUND: Text = Text::new("the scenario has errors", "el escenario tiene errores");

impl Refusal {
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Refusal {
        Refusal { status, code, message: message.into(), problems: vec![] }
    }

    pub fn busy(lang: Lang) -> Refusal {
        Refusal::new(StatusCode::TOO_MANY_REQUESTS, "busy", BUSY.get(lang))
    }

    /// A thread of ours ended in the middle: told without its reason, which is on standard error.
    pub fn fallen_over(lang: Lang) -> Refusal {
        Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "failed", FAILED.get(lang))
    }

    /// A run that was to give a file ended for this reason.
    pub fn unfinished(reason: &'static str, lang: Lang) -> Refusal {
        Refusal::new(StatusCode::SERVICE_UNAVAILABLE, reason, UNFINISHED.get(lang))
    }

    pub fn unprocessable(code: &'static str, message: impl Into<String>) -> Refusal {
        Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, code, message)
    }

    pub fn unsound(problems: Vec<Problem>, lang: Lang) -> Refusal {
        Refusal { problems, ..Refusal::unprocessable("scenario", UNSOUND.get(lang)) }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let error = Error { code: self.code, message: &self.message };
        let mut response = (self.status, Json(Document { error, problems: &self.problems })).into_response();
        if self.status == StatusCode::TOO_MANY_REQUESTS {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(RETRY_AFTER_SECONDS));
        }
        response
    }
}
