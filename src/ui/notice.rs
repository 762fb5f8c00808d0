//! A box that says something about the page it is in.

use crate::ui::{Icon, IconName};
use leptos::prelude::*;

/// How a notice is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeKind {
    /// Good to know.
    Info,
    /// Something worked.
    Success,
    /// Something did not work, or needs care.
    Warning,
}

/// A box with an icon and words.
#[component]
pub fn Notice(kind: NoticeKind, children: Children) -> impl IntoView {
    let (class, icon) = match kind {
        NoticeKind::Info => ("notice", IconName::Clock),
        NoticeKind::Success => ("notice success", IconName::Check),
        NoticeKind::Warning => ("notice warning", IconName::Alert),
    };
    view! {
        <div class=class>
            <Icon name=icon/>
            <div>{children()}</div>
        </div>
    }
}
