//! The description of the interface, generated from its code, and its page.

use std::sync::LazyLock;

use askama::Template;
use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use corpus::document::{Outcome, Zone};
use serde_json::{Value, json};
use utoipa::OpenApi;

use crate::app::App;
use crate::error::Failure;
use crate::page::{Frame, show};
use crate::params::{Ask, KINDS, Surface, VALUE_CHARS, VALUES, sort_name};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "paragraf",
        description = "Search in what Swedish municipalities decide. Fields and parameters may be added in version 1; none goes away.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    paths(
        super::search::search,
        super::suggest::suggest,
        super::units::unit,
        super::similar::similar,
        super::matters::matter,
        super::batch::batch,
        super::status::status,
    )
)]
struct Description;

/// The description, written once.
static OPENAPI: LazyLock<Value> = LazyLock::new(|| {
    let mut document = serde_json::to_value(Description::openapi())
        .expect("a description made of strings and numbers is JSON");
    fill_in_values(&mut document);
    document
});

/// `GET /openapi.json`
pub(crate) async fn document() -> Json<&'static Value> {
    Json(&*OPENAPI)
}

/// States which values a parameter takes, from the lists that also read them.
fn fill_in_values(document: &mut Value) {
    let paths = document["paths"].as_object_mut().into_iter().flat_map(|paths| paths.values_mut());
    for path in paths {
        let operations = path.as_object_mut().into_iter().flat_map(|path| path.values_mut());
        for operation in operations {
            state_common_answers(operation);
            // Not by index: that would write a null where there are no parameters.
            let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut);
            for parameter in
                parameters.into_iter().flatten().filter(|parameter| parameter["in"] == "query")
            {
                state_values(parameter);
            }
        }
    }
}

/// What any operation may answer before its handler is reached.
const COMMON_ANSWERS: [(&str, &str); 4] = [
    ("413", "The body is larger than allowed"),
    ("414", "The address is longer than allowed"),
    ("429", "The client asked more often than the operator allows"),
    ("431", "The header is larger than allowed"),
];

fn state_common_answers(operation: &mut Value) {
    let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) else {
        return;
    };
    for (status, description) in COMMON_ANSWERS {
        let schema = json!({ "$ref": "#/components/schemas/Problem" });
        let content = json!({ "application/problem+json": { "schema": schema } });
        let answer = json!({ "description": description, "content": content });
        responses.entry(status).or_insert(answer);
    }
}

fn state_values(parameter: &mut Value) {
    let name = parameter["name"].as_str().unwrap_or_default().to_owned();
    let kind = |kind: &str| json!({ "type": kind });
    let of = |values: Vec<&str>| json!({ "type": "string", "enum": values });
    let text = json!({ "type": "string", "minLength": 1, "maxLength": VALUE_CHARS });
    let list = |items: Value| json!({ "type": "array", "minItems": 1, "maxItems": VALUES, "items": items });
    let schema = match name.as_str() {
        "kind" => list(of(KINDS.map(|(_, slug)| slug).into())),
        "outcome" => list(of(Outcome::ALL.iter().map(|outcome| outcome.slug()).collect())),
        "zone" => list(of(Zone::ALL.iter().map(|zone| zone.slug()).collect())),
        "year" => list(json!({ "type": "string", "pattern": "^([0-9]{4}|utan-datum)$" })),
        "municipality" | "organ" | "party" | "law" => list(text),
        "sort" => {
            use indexer::request::Sort;
            of([Sort::Relevance, Sort::Newest, Sort::Oldest].map(sort_name).into())
        }
        "from" | "to" => json!({ "type": "string", "format": "date" }),
        "collapse" | "facets" | "opposite" => kind("boolean"),
        "q" => kind("string"),
        "page" | "size" => {
            let schema = &parameter["schema"];
            json!({ "type": "integer", "minimum": schema["minimum"], "maximum": schema["maximum"] })
        }
        _ => return,
    };
    parameter["schema"] = schema;
}

/// An operation as its page shows it.
struct Operation {
    method: String,
    path: String,
    summary: String,
    example: Option<&'static str>,
    parameters: Vec<Parameter>,
    answers: String,
}

struct Parameter {
    name: String,
    kind: String,
    description: String,
}

#[derive(Template)]
#[template(path = "api.html")]
struct ApiPage {
    frame: Frame,
    operations: Vec<Operation>,
}

/// `GET /api`
pub(crate) async fn page(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Failure> {
    let ask = Ask::read(uri.query().unwrap_or(""), Surface::Page)?;
    let status = app.pool.status().await?;
    let mut frame = Frame::new(&app, &status, ask.language.messages().api, &ask, "/api");
    frame.indexable = true;
    show(&ApiPage { frame, operations: operations(&OPENAPI) })
}

fn operations(document: &Value) -> Vec<Operation> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let operations = paths.flat_map(|(path, methods)| {
        let methods = methods.as_object().into_iter().flatten();
        methods.map(move |(method, operation)| read_operation(method, path, operation))
    });
    operations.collect()
}

fn read_operation(method: &str, path: &str, operation: &Value) -> Operation {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    let answers = operation["responses"].as_object().into_iter().flatten();
    Operation {
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(&operation["summary"]),
        example: match path {
            "/api/v1/search" => Some("/api/v1/search?q=barnahus&sort=newest"),
            "/api/v1/suggest" => Some("/api/v1/suggest?q=barn"),
            "/api/v1/status" => Some("/api/v1/status"),
            _ => None,
        },
        parameters: parameters
            .map(|parameter| Parameter {
                name: text(&parameter["name"]),
                kind: kind_of(&parameter["schema"]),
                description: text(&parameter["description"]),
            })
            .collect(),
        answers: answers
            .map(|(status, answer)| format!("{status}: {}", text(&answer["description"])))
            .collect::<Vec<_>>()
            .join(" · "),
    }
}

/// A schema in a few words.
fn kind_of(schema: &Value) -> String {
    if let Some(values) = schema["enum"].as_array() {
        let values: Vec<_> = values.iter().filter_map(Value::as_str).collect();
        return values.join(" | ");
    }
    match schema["type"].as_str() {
        Some("array") => kind_of(&schema["items"]),
        Some(kind) => match schema["format"].as_str() {
            Some("date") => "date".to_owned(),
            _ => kind.to_owned(),
        },
        None => "string".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_described_parameter_of_a_search_is_read() {
        let parameters =
            OPENAPI["paths"]["/api/v1/search"]["get"]["parameters"].as_array().unwrap();
        assert_eq!(parameters.len(), 16);
        for parameter in parameters {
            let name = parameter["name"].as_str().unwrap();
            let schema = &parameter["schema"];
            let schema = if schema["type"] == "array" { &schema["items"] } else { schema };
            let value = match (schema["enum"][0].as_str(), schema["type"].as_str()) {
                (Some(value), _) => value,
                (_, Some("boolean")) => "true",
                (_, Some("integer")) => "1",
                _ if schema["format"] == "date" => "2021-02-03",
                _ if name == "year" => "2021",
                _ => "x",
            };
            let query = format!("{name}={value}");
            assert!(Ask::read(&query, Surface::Program).is_ok(), "{query}");
        }
    }

    #[test]
    fn it_is_openapi_3_1_and_every_operation_says_what_it_does() {
        assert_eq!(OPENAPI["openapi"], "3.1.0");
        let operations = operations(&OPENAPI);
        assert_eq!(operations.len(), 7);
        assert!(!OPENAPI.to_string().contains("\"parameters\":null"));
        assert!(operations.iter().all(|operation| !operation.summary.is_empty()));
        for operation in operations {
            let told = |status: &str| operation.answers.contains(status);
            assert!(["413", "414", "429", "431"].into_iter().all(told), "{}", operation.path);
        }
    }
}
