//! JSON Schema (2020-12) of what is written: of the report, and of a row of each dataset.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::dataset::{Dataset, Field, Kind};
use crate::report::Report;

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Schema of the typed report. It is made from the types themselves, so it cannot differ from what is written.
pub fn report() -> Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    generator.into_root_schema_for::<Report>().to_value()
}

/// Schema of a row of a dataset, as JSON Lines have it.
pub fn row(dataset: &Dataset) -> Value {
    let properties: Map<String, Value> =
        dataset.fields.iter().map(|field| (field.name.to_string(), property(field))).collect();
    let names: Vec<&str> = dataset.fields.iter().map(|field| field.name).collect();
    json!({
        "$schema": DRAFT,
        "title": dataset.name,
        "description": dataset.about,
        "type": "object",
        "properties": properties,
        "required": names,
        "additionalProperties": false,
    })
}

fn property(field: &Field) -> Value {
    let kind = match field.kind {
        Kind::Text => "string",
        Kind::Integer | Kind::Year => "integer",
        Kind::Number => "number",
        Kind::Boolean => "boolean",
    };
    let mut property = Map::new();
    property.insert("description".into(), json!(field.about));
    property.insert("type".into(), if field.required { json!(kind) } else { json!([kind, "null"]) });
    if !field.one_of.is_empty() {
        let names = field.one_of.iter().filter(|name| !name.is_empty()).map(|name| json!(name));
        property.insert("enum".into(), names.chain((!field.required).then_some(Value::Null)).collect());
    }
    if !field.pattern.is_empty() {
        property.insert("pattern".into(), json!(field.pattern));
    }
    Value::Object(property)
}
