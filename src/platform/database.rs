//! What must not get lost on the phone: a key-value store on IndexedDB.
//!
//! Written on `web-sys` because the crates for IndexedDB (idb 0.6, rexie 0.6) cannot ask for
//! strict durability: without it a transaction is "complete" while its data is only in the
//! operating system's cache, and a battery that dies a second later takes it along.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbOpenDbRequest, IdbRequest, IdbTransaction};

#[wasm_bindgen]
extern "C" {
    /// `web-sys` has the options of a transaction only among its unstable interfaces.
    type DurableDatabase;

    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &DurableDatabase,
        store: &str,
        mode: &str,
        options: &Object,
    ) -> Result<IdbTransaction, JsValue>;
}

/// The browser refused: storage is full, forbidden (private windows, some frames) or broken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the browser's storage refused: {0}")]
pub struct StorageError(String);

impl From<JsValue> for StorageError {
    fn from(value: JsValue) -> Self {
        let message = Reflect::get(&value, &JsValue::from_str("message"));
        let message = message.ok().and_then(|message| message.as_string());
        Self(message.unwrap_or_else(|| format!("{value:?}")))
    }
}

/// A database with one store of texts under text keys.
#[derive(Debug, Clone)]
pub struct Database {
    handle: IdbDatabase,
}

const STORE: &str = "submissions";
const VERSION: u32 = 1;

impl Database {
    /// Opens the database, and makes it at the first visit.
    ///
    /// # Errors
    /// The browser refuses, or another tab holds an older version open.
    pub async fn open(name: &str) -> Result<Self, StorageError> {
        let global = js_sys::global();
        let factory: web_sys::IdbFactory =
            Reflect::get(&global, &JsValue::from_str("indexedDB"))?.dyn_into()?;
        let request = factory.open_with_u32(name, VERSION)?;
        let upgrade = Closure::once_into_js({
            let request = request.clone();
            move || -> Result<(), JsValue> {
                let handle: IdbDatabase = request.result()?.dyn_into()?;
                handle.create_object_store(STORE)?;
                Ok(())
            }
        });
        request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
        let handle: IdbDatabase = opened(&request).await?.dyn_into()?;
        // Lets a newer version of the app in another tab upgrade the database.
        let close = Closure::once_into_js({
            let handle = handle.clone();
            move || handle.close()
        });
        handle.set_onversionchange(Some(close.unchecked_ref()));
        Ok(Self { handle })
    }

    /// Stores a text under a key, and returns only when it is on the device.
    ///
    /// # Errors
    /// The browser refuses; nothing is stored then.
    pub async fn put(&self, key: &str, value: &str) -> Result<(), StorageError> {
        let transaction = self.write()?;
        let store = transaction.object_store(STORE)?;
        store.put_with_key(&JsValue::from_str(value), &JsValue::from_str(key))?;
        completed(&transaction).await
    }

    /// Forgets what is stored under a key, if anything is.
    ///
    /// # Errors
    /// The browser refuses; nothing is forgotten then.
    pub async fn delete(&self, key: &str) -> Result<(), StorageError> {
        let transaction = self.write()?;
        transaction.object_store(STORE)?.delete(&JsValue::from_str(key))?;
        completed(&transaction).await
    }

    fn write(&self) -> Result<IdbTransaction, StorageError> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        let handle: &DurableDatabase = self.handle.unchecked_ref();
        Ok(handle.transaction(STORE, "readwrite", &options)?)
    }

    /// Every stored text, in the order of the keys.
    ///
    /// # Errors
    /// The browser refuses.
    pub async fn all(&self) -> Result<Vec<String>, StorageError> {
        let transaction = self.handle.transaction_with_str(STORE)?;
        let values = done(&transaction.object_store(STORE)?.get_all()?).await?;
        Ok(Array::from(&values).iter().filter_map(|value| value.as_string()).collect())
    }
}

/// A promise that is settled by event handlers.
fn promise(attach: impl FnOnce(&Function, &Function)) -> JsFuture {
    let mut attach = Some(attach);
    JsFuture::from(Promise::new(&mut |resolve, reject| {
        if let Some(attach) = attach.take() {
            attach(&resolve, &reject);
        }
    }))
}

async fn done(request: &IdbRequest) -> Result<JsValue, StorageError> {
    promise(|resolve, reject| {
        request.set_onsuccess(Some(resolve));
        request.set_onerror(Some(reject));
    })
    .await
    .map_err(|_| error_of(request))?;
    Ok(request.result()?)
}

async fn opened(request: &IdbOpenDbRequest) -> Result<JsValue, StorageError> {
    promise(|resolve, reject| {
        request.set_onsuccess(Some(resolve));
        request.set_onerror(Some(reject));
        request.set_onblocked(Some(reject));
    })
    .await
    .map_err(|_| error_of(request))?;
    Ok(request.result()?)
}

fn error_of(request: &IdbRequest) -> StorageError {
    match request.error() {
        Ok(Some(error)) => StorageError(error.message()),
        _ => StorageError("blocked by another tab".into()),
    }
}

async fn completed(transaction: &IdbTransaction) -> Result<(), StorageError> {
    promise(|resolve, reject| {
        transaction.set_oncomplete(Some(resolve));
        transaction.set_onerror(Some(reject));
        transaction.set_onabort(Some(reject));
    })
    .await
    .map_err(|_| match transaction.error() {
        Some(error) => StorageError(error.message()),
        None => StorageError("the transaction was aborted".into()),
    })?;
    Ok(())
}
