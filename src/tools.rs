//! The pages that find communes otherwise than by their names: by position, and for whole tables.

use crate::convert::ConvertPage;
use crate::office::LocatePage;
use contract::Route;
use leptos::prelude::*;
use texts::Lang;

/// The page of a route; nothing when it is not one of these.
pub fn page(route: Route, lang: Lang) -> Option<AnyView> {
    Some(match route {
        Route::Locate => view! { <LocatePage lang/> }.into_any(),
        Route::Convert => view! { <ConvertPage lang/> }.into_any(),
        _ => return None,
    })
}
