//! What operators and officers have said of offices since the packs were built.

use crate::platform::{http, settings};
use gazetteer::ProvinceCode;
use leptos::prelude::*;
use leptos::task::spawn_local;
use offices::{LiveOffices, OFFICES_PATH, OfficeChanges};

/// A server that always has more would keep a phone busy for ever.
const MOST_ANSWERS: usize = 50;

/// The rows of a province: those kept on the phone at once, those of the server when they are here. Without a
/// connection, and on a site without such a server, the kept ones have to do.
pub(super) fn live_offices(province: ProvinceCode) -> RwSignal<LiveOffices> {
    let rows = RwSignal::new(settings::live_offices(province).unwrap_or_default());
    spawn_local(async move {
        let mut live = rows.get_untracked();
        for _ in 0..MOST_ANSWERS {
            let since = live.since().map(|since| format!("&since={since}")).unwrap_or_default();
            let path = format!("{OFFICES_PATH}?province={province}{since}");
            let Ok(changes) = http::get_json::<OfficeChanges>(&path).await else { return };
            let changed = !changes.rows.is_empty() || changes.reset;
            let more = live.apply(changes);
            if changed {
                // The page may be gone by now; what came is kept all the same.
                let _ = rows.try_set(live.clone());
            }
            settings::keep_live_offices(province, &live);
            if !more {
                return;
            }
        }
    });
    rows
}
