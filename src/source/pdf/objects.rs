//! Objects of a PDF, looked up so that a missing, wrong or circular one is simply not there.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use pdf_extract::{Dictionary, Document, Object, Stream};

/// No stream of a report comes near this; a decompression bomb stops here.
pub(super) const MOST_DECODED: usize = 64 << 20;
/// Filters other than Flate have no limit of their own in the library: their input is limited instead.
const MOST_ENCODED: usize = 1 << 20;
/// Longest chain of filters on a stream.
const MOST_FILTERS: usize = 4;

/// The value of `key`, references followed.
pub(super) fn get<'a>(document: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    resolve(document, dict.get(key).ok()?)
}

/// The object itself, references followed.
pub(super) fn resolve<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Object> {
    document.dereference(object).ok().map(|(_, object)| object).filter(|object| !object.is_null())
}

/// A dictionary, or the dictionary of a stream.
pub(super) fn get_dict<'a>(document: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    match get(document, dict, key)? {
        Object::Dictionary(found) => Some(found),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

pub(super) fn get_array<'a>(document: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [Object]> {
    get(document, dict, key)?.as_array().ok().map(Vec::as_slice)
}

pub(super) fn get_stream<'a>(document: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Stream> {
    get(document, dict, key)?.as_stream().ok()
}

pub(super) fn get_name<'a>(document: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
    get(document, dict, key)?.as_name().ok()
}

pub(super) fn get_number(document: &Document, dict: &Dictionary, key: &[u8]) -> Option<f64> {
    number(get(document, dict, key)?)
}

/// All numbers of an array; what is no number is left out.
pub(super) fn get_numbers(document: &Document, dict: &Dictionary, key: &[u8]) -> Option<Vec<f64>> {
    let array = get_array(document, dict, key)?;
    Some(array.iter().filter_map(|object| number(resolve(document, object)?)).collect())
}

pub(super) fn number(object: &Object) -> Option<f64> {
    object.as_float().ok().map(f64::from)
}

/// The decoded bytes of a stream: as far as they can be decoded, and no more than [`MOST_DECODED`].
pub(super) fn decode(document: &Document, stream: &Stream) -> Option<Vec<u8>> {
    let filters = filters(document, &stream.dict)?;
    if filters.len() > MOST_FILTERS {
        return None;
    }
    let mut data = Cow::Borrowed(stream.content.as_slice());
    for (index, filter) in filters.iter().enumerate() {
        data = Cow::Owned(decode_one(filter, params(document, &stream.dict, index), &data)?);
    }
    Some(data.into_owned())
}

fn filters(document: &Document, dict: &Dictionary) -> Option<Vec<Vec<u8>>> {
    match get(document, dict, b"Filter") {
        None => Some(Vec::new()),
        Some(Object::Name(name)) => Some(vec![name.clone()]),
        Some(Object::Array(names)) => {
            names.iter().map(|name| resolve(document, name)?.as_name().ok().map(<[u8]>::to_vec)).collect()
        }
        Some(_) => None,
    }
}

fn params<'a>(document: &'a Document, dict: &'a Dictionary, index: usize) -> Option<&'a Dictionary> {
    match get(document, dict, b"DecodeParms")? {
        Object::Dictionary(params) => Some(params),
        Object::Array(list) => resolve(document, list.get(index)?)?.as_dict().ok(),
        _ => None,
    }
}

fn decode_one(filter: &[u8], params: Option<&Dictionary>, data: &[u8]) -> Option<Vec<u8>> {
    let predicted =
        params.is_some_and(|params| params.get(b"Predictor").is_ok_and(|p| p.as_i64().is_ok_and(|p| p > 1)));
    match filter {
        b"FlateDecode" | b"Fl" if !predicted => Some(inflate(data, MOST_DECODED)),
        b"ASCIIHexDecode" | b"AHx" => Some(unhex(data)),
        b"RunLengthDecode" | b"RL" => Some(run_lengths(data)),
        b"FlateDecode" | b"LZWDecode" | b"ASCII85Decode" if data.len() <= MOST_ENCODED => library(filter, params, data),
        b"ASCII85Decode" => library(filter, None, data),
        b"Crypt" => Some(data.to_vec()),
        _ => None,
    }
}

fn library(filter: &[u8], params: Option<&Dictionary>, data: &[u8]) -> Option<Vec<u8>> {
    let mut dict = Dictionary::new();
    dict.set("Filter", Object::Name(filter.to_vec()));
    if let Some(params) = params {
        dict.set("DecodeParms", params.clone());
    }
    let mut trimmed = data;
    while let Some(rest) = trimmed.strip_suffix(b"\n").or(trimmed.strip_suffix(b"\r")) {
        trimmed = rest;
    }
    let data = if filter == b"ASCII85Decode" { trimmed } else { data };
    Stream::new(dict, data.to_vec()).decompressed_content().ok()
}

/// Inflates as far as the data is sound and the limit allows.
pub(super) fn inflate(data: &[u8], limit: usize) -> Vec<u8> {
    let mut output = Vec::with_capacity(data.len().saturating_mul(3).min(limit));
    // An error leaves what was decoded before it: a damaged page shows its beginning.
    let _ = ZlibDecoder::new(data).take(limit as u64).read_to_end(&mut output);
    if output.is_empty() && data.len() > 2 {
        let _ = DeflateDecoder::new(&data[2..]).take(limit as u64).read_to_end(&mut output);
    }
    output
}

fn unhex(data: &[u8]) -> Vec<u8> {
    let digits = data.iter().take_while(|byte| **byte != b'>').filter_map(|byte| (*byte as char).to_digit(16));
    let digits: Vec<u8> = digits.map(|digit| digit as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
}

fn run_lengths(data: &[u8]) -> Vec<u8> {
    let (mut output, mut rest) = (Vec::new(), data);
    while let [length, tail @ ..] = rest {
        rest = match *length {
            128 => break,
            literal @ 0..=127 => {
                let end = tail.len().min(usize::from(literal) + 1);
                output.extend_from_slice(&tail[..end]);
                &tail[end..]
            }
            repeat => {
                let Some((byte, tail)) = tail.split_first() else { break };
                output.extend(std::iter::repeat_n(*byte, 257 - usize::from(repeat)));
                tail
            }
        };
    }
    output
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bomb_stops_at_the_limit() {
        use flate2::{Compression, write::ZlibEncoder};
        use std::io::Write;
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&vec![b' '; 1 << 20]).unwrap();
        assert_eq!(inflate(&encoder.finish().unwrap(), 1000).len(), 1000);
    }

    #[test]
    fn small_filters() {
        assert_eq!(unhex(b"48 656C6C6F>rest"), b"Hello");
        assert_eq!(run_lengths(&[2, b'a', b'b', b'c', 254, b'x', 128]), b"abcxxx");
    }
}
