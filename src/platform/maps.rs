//! Links that open the phone's own map.

use leptos::prelude::window;
use offices::Point;

/// What to show on the map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Target<'a> {
    /// A position.
    Point(Point),
    /// A text for the map's own search.
    Text(&'a str),
}

/// The kinds of phone, as far as their map links differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Platform {
    /// Any app that takes `geo:` links.
    Android,
    /// Apple's map.
    Apple,
    /// No map app to rely on.
    Other,
}

/// The visitor's kind of phone.
pub fn platform() -> Platform {
    let agent = window().navigator().user_agent().unwrap_or_default();
    if agent.contains("Android") {
        Platform::Android
    } else if ["iPhone", "iPad", "Macintosh"].iter().any(|name| agent.contains(name)) {
        Platform::Apple
    } else {
        Platform::Other
    }
}

/// The link that opens the map there.
pub fn link(platform: Platform, target: Target<'_>) -> String {
    let query = match target {
        Target::Point(Point { lat, lon }) => format!("{lat},{lon}"),
        Target::Text(text) => String::from(js_sys::encode_uri_component(text)),
    };
    match (platform, target) {
        (Platform::Android, Target::Point(_)) => format!("geo:{query}?q={query}"),
        (Platform::Android, Target::Text(_)) => format!("geo:0,0?q={query}"),
        (Platform::Apple, _) => format!("https://maps.apple.com/?q={query}"),
        (Platform::Other, _) => {
            format!("https://www.google.com/maps/search/?api=1&query={query}")
        }
    }
}
