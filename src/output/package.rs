//! The description of an output folder: a Frictionless Data Package, version 2.
//!
//! It is made from the reports alone, without a clock: the same inputs give the same bytes.

use serde_json::{Map, Value, json};

use super::dataset::{Dataset, Field, Kind};
use super::datasets;
use crate::report::Report;

/// Name of the description in its folder.
pub const FILE: &str = "datapackage.json";

/// What the description tells of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Id of the report.
    pub id: String,
    /// Date of the report, else the last day of its year.
    pub date: Option<String>,
    /// Name of the input.
    pub source: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
}

impl Entry {
    /// Of a report.
    pub fn of(report: &Report) -> Self {
        let year_end = || report.metadata.year.map(|year| format!("{year:04}-12-31"));
        Self {
            id: report.id.clone(),
            date: report.metadata.date.clone().or_else(year_end),
            source: report.source.name.clone(),
            bytes: report.source.bytes,
            sha256: report.source.sha256.clone(),
        }
    }

    /// Where its JSON stands in the folder.
    pub fn path(&self) -> String {
        format!("reports/{}.json", self.id)
    }
}

/// Describes a folder that holds these reports.
pub fn describe(entries: &[Entry]) -> Value {
    let mut package = Map::new();
    package.insert("$schema".into(), json!("https://datapackage.org/profiles/2.0/datapackage.json"));
    package.insert("name".into(), json!("iom-annual-reports"));
    package.insert("title".into(), json!("Annual reports of the International Organization for Migration, as data"));
    package.insert("description".into(), json!(DESCRIPTION));
    package.insert("version".into(), json!(env!("CARGO_PKG_VERSION")));
    if let Some(created) = entries.iter().filter_map(|entry| entry.date.as_deref()).max() {
        package.insert("created".into(), json!(format!("{created}T00:00:00Z")));
    }
    package.insert("licenses".into(), json!([{ "name": "notspecified", "title": LICENCE }]));
    package.insert("contributors".into(), json!([{ "title": "iomx", "roles": ["creator"] }]));
    package.insert("sources".into(), entries.iter().map(source).collect());
    package.insert("resources".into(), resources(entries));
    Value::Object(package)
}

const DESCRIPTION: &str = "Tables, sections and findings of the reports. 'status' says what a number is worth: proved, \
                           consistent, unproved or contradicted. 'created' is the date of the latest report.";

const LICENCE: &str = "The figures and texts are those of the printed reports, whose rights are with the International \
                       Organization for Migration";

/// The inputs of the folder whose description this is: name and SHA-256. Nothing where another version wrote it.
pub fn inputs(description: &str) -> Option<Vec<(String, String)>> {
    let package: Value = serde_json::from_str(description).ok()?;
    (package["version"] == env!("CARGO_PKG_VERSION")).then_some(())?;
    let text = |source: &Value, key: &str| Some(source[key].as_str()?.to_string());
    package["sources"].as_array()?.iter().map(|source| Some((text(source, "path")?, text(source, "sha256")?))).collect()
}

/// The files of the folder whose description this is.
pub fn files(description: &str) -> Vec<String> {
    let package: Value = serde_json::from_str(description).unwrap_or_default();
    let resources = package["resources"].as_array().cloned().unwrap_or_default();
    resources.iter().filter_map(|resource| Some(resource["path"].as_str()?.to_string())).collect()
}

fn source(entry: &Entry) -> Value {
    json!({ "title": entry.source, "path": entry.source, "sha256": entry.sha256, "bytes": entry.bytes })
}

fn resources(entries: &[Entry]) -> Value {
    let tables = datasets::ALL.iter().map(table_resource);
    let reports = entries.iter().map(|entry| {
        json!({
            "name": format!("report-{}", entry.id.to_lowercase()),
            "path": entry.path(),
            "title": format!("The whole typed report {}", entry.id),
            "type": "json",
            "format": "json",
            "mediatype": "application/json",
            "encoding": "utf-8",
        })
    });
    tables.chain(reports).collect()
}

fn table_resource(dataset: &Dataset) -> Value {
    json!({
        "name": dataset.name,
        "type": "table",
        "path": format!("{}.csv", dataset.name),
        "title": dataset.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true },
        "schema": table_schema(dataset),
    })
}

/// The Table Schema of a dataset.
pub fn table_schema(dataset: &Dataset) -> Value {
    let mut schema = Map::new();
    schema.insert("$schema".into(), json!("https://datapackage.org/profiles/2.0/tableschema.json"));
    schema.insert("fields".into(), dataset.fields.iter().map(field).collect());
    schema.insert("missingValues".into(), json!([""]));
    match dataset.name {
        "reports" => _ = schema.insert("primaryKey".into(), json!(["report"])),
        "tables" => _ = schema.insert("primaryKey".into(), json!(["report", "table"])),
        _ => {}
    }
    let keys: Vec<Value> = foreign_keys(dataset.name);
    if !keys.is_empty() {
        schema.insert("foreignKeys".into(), json!(keys));
    }
    Value::Object(schema)
}

/// Every row belongs to a report; a number belongs to a table. (A finding need not.)
fn foreign_keys(dataset: &str) -> Vec<Value> {
    let to = |resource: &str, fields: &[&str]| json!({ "fields": fields, "reference": { "resource": resource, "fields": fields } });
    match dataset {
        "reports" => Vec::new(),
        "observations" | "staff" => vec![to("reports", &["report"]), to("tables", &["report", "table"])],
        _ => vec![to("reports", &["report"])],
    }
}

fn field(field: &Field) -> Value {
    let kind = match field.kind {
        Kind::Text => "string",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Year => "year",
        Kind::Boolean => "boolean",
    };
    let mut constraints = Map::new();
    if field.required {
        constraints.insert("required".into(), json!(true));
    }
    if !field.one_of.is_empty() {
        constraints.insert("enum".into(), field.one_of.iter().filter(|name| !name.is_empty()).copied().collect());
    }
    if !field.pattern.is_empty() {
        constraints.insert("pattern".into(), json!(field.pattern));
    }
    let mut described = Map::new();
    described.insert("name".into(), json!(field.name));
    described.insert("type".into(), json!(kind));
    described.insert("description".into(), json!(field.about));
    if !constraints.is_empty() {
        described.insert("constraints".into(), Value::Object(constraints));
    }
    Value::Object(described)
}
