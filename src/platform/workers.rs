//! Work away from the page, in a WASM program of its own that is loaded when it is asked for.

use crate::platform::page;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker};

/// A running worker. Ends when dropped, whatever it is doing.
#[derive(Debug)]
pub struct Job {
    worker: Worker,
    _heard: Closure<dyn Fn(MessageEvent)>,
    _failed: Closure<dyn Fn()>,
}

/// What a worker says: JSON, and bytes where some come along. `None` when it failed, or did not come.
pub type Said = Option<(String, Option<Vec<u8>>)>;

impl Job {
    /// Starts the worker; `heard` gets all it says.
    ///
    /// # Errors
    /// The browser allows no workers here.
    pub fn start(heard: impl Fn(Said) + Clone + 'static) -> Result<Self, JsValue> {
        let worker = Worker::new(&page::absolute("worker_loader.js"))?;
        let failed = heard.clone();
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let message = Array::from(&event.data());
            let bytes = message.get(1).dyn_into::<Uint8Array>().map(|bytes| bytes.to_vec());
            heard(message.get(0).as_string().map(|json| (json, bytes.ok())));
        });
        let failed = Closure::<dyn Fn()>::new(move || failed(None));
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        Ok(Self { worker, _heard: heard, _failed: failed })
    }

    /// Says something to it: JSON, and bytes where some go along.
    pub fn say(&self, json: &str, bytes: Option<&[u8]>) {
        let message = Array::of1(&JsValue::from_str(json));
        if let Some(bytes) = bytes {
            message.push(&Uint8Array::from(bytes));
        }
        // Strings and bytes can always be copied.
        let _ = self.worker.post_message(&message);
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}
