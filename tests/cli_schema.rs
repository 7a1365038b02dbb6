//! What is written validates against what `iomx schema` says.

mod cli_common;

use std::io::Write;

use cli_common::{Shelf, report};
use serde_json::Value;

/// The part of JSON Schema that our schemas use. An unknown keyword is an error, so that nothing goes untested.
fn validate(value: &Value, schema: &Value, root: &Value, at: &str) -> Result<(), String> {
    let Some(rules) = schema.as_object() else {
        return if schema == &Value::Bool(false) { Err(format!("{at}: not allowed")) } else { Ok(()) };
    };
    let fail = |what: &str| Err(format!("{at}: {what}: {value}"));
    for (keyword, rule) in rules {
        match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" | "format" | "default" => {}
            "properties" | "additionalProperties" | "unevaluatedProperties" => {}
            "$ref" => {
                let name = rule.as_str().and_then(|name| name.strip_prefix("#/$defs/")).ok_or("a strange $ref")?;
                validate(value, &root["$defs"][name], root, at)?;
            }
            "type" => {
                let kinds = rule.as_array().cloned().unwrap_or_else(|| vec![rule.clone()]);
                if !kinds.iter().any(|kind| is_of(value, kind.as_str().unwrap_or_default())) {
                    return fail(&format!("is no {rule}"));
                }
            }
            "enum" if !rule.as_array().is_some_and(|known| known.contains(value)) => return fail("is not in the list"),
            "const" if rule != value => return fail("is another constant"),
            "enum" | "const" => {}
            "minimum" if value.is_number() && value.as_f64() < rule.as_f64() => return fail("is too small"),
            "maximum" if value.is_number() && value.as_f64() > rule.as_f64() => return fail("is too large"),
            "minimum" | "maximum" => {}
            "required" => {
                for name in rule.as_array().into_iter().flatten().filter_map(Value::as_str) {
                    if value.get(name).is_none() {
                        return fail(&format!("lacks {name}"));
                    }
                }
            }
            "items" => {
                for (place, item) in value.as_array().into_iter().flatten().enumerate() {
                    validate(item, rule, root, &format!("{at}/{place}"))?;
                }
            }
            "anyOf" | "oneOf" => {
                let choices = rule.as_array().into_iter().flatten();
                let fits = choices.filter(|choice| validate(value, choice, root, at).is_ok()).count();
                if fits == 0 || (keyword == "oneOf" && fits > 1) {
                    return fail(&format!("fits {fits} of the choices"));
                }
            }
            "allOf" => {
                for part in rule.as_array().into_iter().flatten() {
                    validate(value, part, root, at)?;
                }
            }
            "pattern" => {} // told by the unit tests of the codes
            other => return Err(format!("{at}: the schema uses '{other}', which this test does not know")),
        }
    }
    validate_members(value, rules, root, at)
}

fn validate_members(
    value: &Value,
    rules: &serde_json::Map<String, Value>,
    root: &Value,
    at: &str,
) -> Result<(), String> {
    for (name, member) in value.as_object().into_iter().flatten() {
        let known = rules.get("properties").and_then(|properties| properties.get(name));
        let rule = known.or_else(|| rules.get("additionalProperties"));
        if let Some(rule) = rule {
            validate(member, rule, root, &format!("{at}/{name}"))?;
        }
    }
    Ok(())
}

fn is_of(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => false,
    }
}

fn schema(shelf: &Shelf, arguments: &[&str]) -> Value {
    let (status, out, _) = shelf.run(&[&["schema"][..], arguments].concat());
    assert_eq!(status, 0);
    serde_json::from_str(&out).unwrap()
}

#[test]
fn the_report_validates() {
    let shelf = Shelf::new();
    shelf.put("bad.txt", report(2019, 608).as_bytes());
    let schema = schema(&shelf, &[]);
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let (_, out, _) = shelf.run(&["extract", "bad.txt"]);
    let mut report: Value = serde_json::from_str(&out).unwrap();
    validate(&report, &schema, &schema, "").unwrap();
    report["tables"][0]["rows"][0]["cells"][0]["status"] = "certain".into();
    assert!(validate(&report, &schema, &schema, "").is_err(), "the validator must be able to fail");
    report.as_object_mut().unwrap().remove("tables");
    assert!(validate(&report, &schema, &schema, "").is_err());
}

#[test]
fn rows_of_every_dataset_validate() {
    let shelf = Shelf::new();
    shelf.put("bad.txt", report(2019, 608).as_bytes());
    for dataset in iomx::output::datasets::ALL {
        let schema = schema(&shelf, &[dataset.name]);
        let (_, out, _) = shelf.run(&["extract", "bad.txt", "-f", "jsonl", "-d", dataset.name]);
        for line in out.lines() {
            validate(&serde_json::from_str(line).unwrap(), &schema, &schema, dataset.name).unwrap();
        }
    }
}

#[test]
fn real_reports_validate() {
    let folder = std::env::var("IOMX_REPORTS").unwrap_or_else(|_| "../shared".to_string());
    let shelf = Shelf::new();
    let schema = schema(&shelf, &[]);
    for year in ["2012", "2019"] {
        let path = std::path::Path::new(&folder).join("reports").join(format!("{year}.txt"));
        let Ok(path) = path.canonicalize() else {
            _ = writeln!(std::io::stderr(), "skipped: {} is not there", path.display());
            continue;
        };
        let (_, out, _) = shelf.run(&["extract", &path.display().to_string()]);
        validate(&serde_json::from_str(&out).unwrap(), &schema, &schema, year).unwrap();
    }
}
