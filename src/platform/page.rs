//! The page itself: its address, its history, its title, its focus, its clock.

use contract::Route;
use leptos::prelude::{document, window};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue, UnwrapThrowExt};
use web_sys::{HtmlElement, HtmlInputElement};

/// Where the app lives, from `<base href>`: `https://example.vn/dich-vu/xa-toi/`.
pub fn base_url() -> String {
    document().base_uri().ok().flatten().unwrap_or_default()
}

/// The page the address bar shows; `None` where the app has no such page.
pub fn current_route() -> Option<Route> {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    let base = web_sys::Url::new(&base_url()).map(|url| url.pathname()).unwrap_or_default();
    let base = base.trim_end_matches('/');
    Route::parse(path.strip_prefix(base).unwrap_or(&path))
}

/// The absolute address of a page, as it is shared.
pub fn absolute_url(route: Route) -> String {
    absolute(&route.to_string())
}

/// The absolute address of a file of the app, from its path below the base.
pub fn absolute(path: &str) -> String {
    web_sys::Url::new_with_base(path, &base_url()).map(|url| url.href()).unwrap_or_default()
}

/// Shows another page's address without asking the server.
pub fn push(route: Route) {
    // Fails only in documents that are being torn down or after hundreds of calls in a few
    // seconds; the page changes all the same, only the address bar lags behind.
    let _ = window().history().and_then(|history| {
        history.push_state_with_url(&JsValue::NULL, "", Some(&absolute_url(route)))
    });
}

/// Loads the page anew.
pub fn reload() {
    // Fails only in documents that are being torn down.
    let _ = window().location().reload();
}

/// The text after `#q=` in the address. Fragments are never sent to a server.
pub fn query_in_fragment() -> Option<String> {
    let hash = window().location().hash().ok()?;
    let encoded = hash.strip_prefix("#q=")?;
    js_sys::decode_uri_component(encoded).ok().map(String::from)
}

/// Keeps what was searched in the address of this page, so that the way back finds it again.
pub fn keep_query_in_fragment(query: &str) {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    let url = match query.trim() {
        "" => path,
        query => format!("{path}#q={}", String::from(js_sys::encode_uri_component(query))),
    };
    let _ = window()
        .history()
        .and_then(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&url)));
}

/// The page a click on a link leads to, when the click is an ordinary one that the app serves
/// itself: no new tab, no download, no foreign origin.
pub fn route_of_click(event: &web_sys::MouseEvent) -> Option<Route> {
    let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    if event.default_prevented() || event.button() != 0 || modified {
        return None;
    }
    let link = closest(event, "a[href]")?.dyn_into::<web_sys::HtmlAnchorElement>().ok()?;
    if !link.target().is_empty() || link.has_attribute("download") || !link.hash().is_empty() {
        return None;
    }
    let below_base = link.href().strip_prefix(&base_url())?.to_owned();
    Route::parse(&below_base)
}

/// The innermost element of a kind in which a click was.
pub fn closest(event: &web_sys::MouseEvent, selector: &str) -> Option<web_sys::Element> {
    event.target()?.dyn_into::<web_sys::Element>().ok()?.closest(selector).ok()?
}

/// Sets the tab's title.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Marks a moment on the browser's own timeline.
pub fn mark(name: &str) {
    if let Some(performance) = window().performance() {
        let _ = performance.mark(name);
    }
}

/// Opens the print dialogue.
pub fn print() {
    // A browser without one prints from its own menu.
    let _ = window().print();
}

/// Tells screen readers and hyphenation the language of the page.
pub fn set_language(tag: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", tag);
    }
}

/// Sets an attribute of the element with this id, where it exists.
pub fn set_attribute(id: &str, name: &str, value: &str) {
    if let Some(element) = element(id) {
        let _ = element.set_attribute(name, value);
    }
}

/// Moves the focus to the element with this id, where it exists.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        let _ = element.focus();
    }
}

/// After a page changed: the reading position goes to its top, for eyes and screen readers alike.
pub fn focus_heading() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
    if let Ok(Some(heading)) = document().query_selector("main h1")
        && let Ok(heading) = heading.dyn_into::<HtmlElement>()
    {
        let _ = heading.focus();
    }
}

/// Brings an element into sight, as little as needed.
pub fn scroll_to(id: &str) {
    if let Some(element) = element(id) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Milliseconds since 1970 UTC by the phone's clock.
pub fn now_ms() -> u64 {
    js_sys::Date::now() as u64
}

/// The time by the phone's clock: RFC 3339, UTC, to the second.
pub fn now_utc() -> String {
    let iso = String::from(js_sys::Date::new_0().to_iso_string());
    format!("{}Z", iso.split('.').next().unwrap_or_default())
}

/// A time in UTC as it is in Vietnam, which has one time zone and no summer time.
pub fn local_time(utc: &str) -> String {
    const OFFSET_MS: f64 = 7.0 * 3_600_000.0;
    let ms = js_sys::Date::parse(utc);
    if ms.is_nan() {
        return utc.to_owned();
    }
    String::from(js_sys::Date::new(&JsValue::from_f64(ms + OFFSET_MS)).to_iso_string())
}

/// What a person did in the shell's search box before the app was there.
pub struct SearchBox {
    /// What was typed.
    pub text: String,
    focused: bool,
    selection: (Option<u32>, Option<u32>),
}

const SEARCH_BOX: &str = "search";

impl SearchBox {
    /// Reads the box of the page as it is now.
    pub fn read() -> Option<Self> {
        let input = element(SEARCH_BOX)?.dyn_into::<HtmlInputElement>().ok()?;
        let focused = document().active_element().is_some_and(|active| active == *input.as_ref());
        Some(Self {
            text: input.value(),
            focused,
            selection: (
                input.selection_start().ok().flatten(),
                input.selection_end().ok().flatten(),
            ),
        })
    }

    /// Puts focus and cursor where they were, in the box that took the old one's place.
    pub fn restore(self) {
        let (start, end) = self.selection;
        if self.focused
            && let Some(input) = element(SEARCH_BOX)
            && let Ok(input) = input.dyn_into::<HtmlInputElement>()
        {
            let _ = input.focus();
            // The view sets the text a moment later, which would move the cursor to its end; a text
            // that is there already does not move it.
            input.set_value(&self.text);
            if let (Some(start), Some(end)) = (start, end) {
                let _ = input.set_selection_range(start, end);
            }
        }
    }
}

/// The place in the page where the shell stands and the app will.
pub fn mount_point() -> HtmlElement {
    element("app").expect_throw("index.html has an element #app")
}

/// An empty element to build the app in before it takes the shell's place.
pub fn detached_mount_point() -> HtmlElement {
    let container = document().create_element("div").and_then(|element| {
        element.set_id("app");
        element.dyn_into().map_err(JsValue::from)
    });
    container.expect_throw("a div can be made and is an HTML element")
}

/// A panic leaves the app dead: shows the notice that says what to do, and logs the cause.
pub fn tell_of_panics() {
    std::panic::set_hook(Box::new(|info| {
        console_error(&info.to_string());
        if let Some(notice) = element("crashed") {
            notice.set_hidden(false);
        }
    }));
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn console_error(message: &str);
}
