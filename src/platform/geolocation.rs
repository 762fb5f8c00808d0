//! Where the phone is. Asked for only when the person presses a button, and computed with on the
//! phone: a position is sent nowhere and kept nowhere.

use js_sys::{Function, Reflect};
use leptos::prelude::window;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::PositionOptions;

#[wasm_bindgen]
extern "C" {
    /// `web-sys` has these under the names of an older draft, which no browser knows any more.
    type Measured;
    #[wasm_bindgen(method, getter)]
    fn coords(this: &Measured) -> Coordinates;

    type Coordinates;
    #[wasm_bindgen(method, getter)]
    fn latitude(this: &Coordinates) -> f64;
    #[wasm_bindgen(method, getter)]
    fn longitude(this: &Coordinates) -> f64;
    #[wasm_bindgen(method, getter)]
    fn accuracy(this: &Coordinates) -> f64;
}

/// The codes of a `GeolocationPositionError`.
const PERMISSION_DENIED: f64 = 1.0;
const TIMEOUT: f64 = 3.0;

/// A position as the phone measured it, WGS 84.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// Degrees north of the equator.
    pub latitude: f64,
    /// Degrees east of Greenwich.
    pub longitude: f64,
    /// The true position is within so many metres, nineteen times out of twenty.
    pub accuracy_m: u32,
}

/// Why there is no position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LocateError {
    /// The person, or the page this one is embedded in, does not allow it.
    #[error("the position was refused")]
    Refused,
    /// The phone cannot tell: switched off, no satellites, no networks around.
    #[error("the phone does not know where it is")]
    Unknown,
    /// The phone took too long.
    #[error("the phone took too long to find its position")]
    TimedOut,
    /// The browser has no such thing, or not on a page without TLS.
    #[error("the browser tells no positions")]
    Unsupported,
}

/// A phone that was off needs half a minute under an open sky.
const TIMEOUT_MS: u32 = 40_000;

/// Asks the phone where it is; the browser asks the person for leave the first time.
///
/// # Errors
/// See [`LocateError`].
pub async fn locate() -> Result<Position, LocateError> {
    // Absent without TLS, so the generated getter may give `undefined`.
    let navigator = window().navigator();
    let has = Reflect::get(&navigator, &JsValue::from_str("geolocation"));
    if !has.is_ok_and(|has| has.is_object()) {
        return Err(LocateError::Unsupported);
    }
    let geolocation = navigator.geolocation().map_err(|_| LocateError::Unsupported)?;
    let options = PositionOptions::new();
    options.set_enable_high_accuracy(true);
    options.set_timeout(TIMEOUT_MS);
    // Measured anew: who measures again was not content with the last one.
    options.set_maximum_age(0);
    let position =
        JsFuture::from(js_sys::Promise::new(&mut |resolve: Function, reject: Function| {
            let asked = geolocation.get_current_position_with_error_callback_and_options(
                &resolve,
                Some(&reject),
                &options,
            );
            if let Err(error) = asked {
                let _ = reject.call1(&JsValue::NULL, &error);
            }
        }))
        .await
        .map_err(|error| {
            let code = Reflect::get(&error, &JsValue::from_str("code")).ok();
            match code.and_then(|code| code.as_f64()) {
                Some(PERMISSION_DENIED) => LocateError::Refused,
                Some(TIMEOUT) => LocateError::TimedOut,
                Some(_) => LocateError::Unknown,
                None => LocateError::Unsupported,
            }
        })?;
    let coordinates = position.unchecked_into::<Measured>().coords();
    Ok(Position {
        latitude: coordinates.latitude(),
        longitude: coordinates.longitude(),
        accuracy_m: coordinates.accuracy() as u32,
    })
}
