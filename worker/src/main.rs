//! The app's worker: rewrites whole tables of addresses away from the page, which stays usable, and can stop it at
//! any moment by ending it. Loaded only where a table is opened.
//!
//! A message is an array: JSON ([`batch::wire`]), and where a table comes along its bytes.

use batch::wire::{Request, Response};
use batch::{Layout, Table, decode};
use gazetteer::{Gazetteer, Reader};
use js_sys::{Array, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use texts::Lang;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Between two words on how far it is.
const ROWS_A_STEP: usize = 1000;

struct Opened {
    g: Gazetteer,
    reader: Reader,
    table: Table,
}

fn main() {
    let opened = Rc::new(RefCell::new(None));
    let listen = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let opened = Rc::clone(&opened);
        let message = Array::from(&event.data());
        let json = message.get(0).as_string().unwrap_or_default();
        let bytes = message.get(1).dyn_into::<Uint8Array>().map(|bytes| bytes.to_vec());
        match serde_json::from_str(&json) {
            Ok(Request::Open { places, pasted }) => spawn_local(async move {
                opened.replace(open(&places, &bytes.unwrap_or_default(), pasted).await);
            }),
            Ok(Request::Convert { layout, english }) => {
                if let Some(opened) = opened.borrow().as_ref() {
                    convert(opened, &layout, if english { Lang::En } else { Lang::Vi });
                }
            }
            // The page is of the same build.
            Err(_) => {}
        }
    });
    scope().set_onmessage(Some(listen.as_ref().unchecked_ref()));
    listen.forget();
    say(&Response::Ready, None);
}

async fn open(places: &str, bytes: &[u8], pasted: bool) -> Option<Opened> {
    let Some(g) = gazetteer(places).await else {
        say(&Response::Unreachable, None);
        return None;
    };
    let read = if pasted { Table::pasted } else { Table::parse };
    let table = match decode(bytes).and_then(|text| read(&text)) {
        Ok(table) => table,
        Err(error) => {
            say(&Response::Refused { error }, None);
            return None;
        }
    };
    let reader = Reader::new(&g);
    let columns = (0..table.width())
        .map(|column| {
            let mut below = (1..table.len()).map(|row| table.cell(row, column));
            let below = below.find(|cell| !cell.trim().is_empty());
            [table.cell(0, column).to_owned(), below.unwrap_or_default().to_owned()]
        })
        .collect();
    let guess = table.guess(&g, &reader);
    say(&Response::Opened { rows: table.len(), columns, guess }, None);
    Some(Opened { g, reader, table })
}

fn convert(Opened { g, reader, table }: &Opened, layout: &Layout, lang: Lang) {
    let mut conversion = table.convert(g, reader, layout, lang);
    while conversion.advance(ROWS_A_STEP) {
        say(&Response::Progress { done: conversion.done() }, None);
    }
    let (text, counts) = conversion.finish();
    say(&Response::Done { counts }, Some(text.as_bytes()));
}

/// Fetches the places; the browser has them already.
async fn gazetteer(url: &str) -> Option<Gazetteer> {
    let response = JsFuture::from(scope().fetch_with_str(url)).await.ok()?;
    let response = response.dyn_into::<web_sys::Response>().ok()?;
    let bytes = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Gazetteer::decode(&Uint8Array::new(&bytes).to_vec()).ok()
}

fn say(response: &Response, bytes: Option<&[u8]>) {
    let json = serde_json::to_string(response).unwrap_or_default();
    let message = Array::of1(&JsValue::from_str(&json));
    if let Some(bytes) = bytes {
        message.push(&Uint8Array::from(bytes));
    }
    // Strings and bytes can always be copied.
    let _ = scope().post_message(&message);
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
