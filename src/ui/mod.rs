//! The few components that all features share.

pub mod icon;
mod loadable;
mod notice;

pub use icon::{Icon, IconName};
pub use loadable::{Meanwhile, loadable};
pub use notice::{Notice, NoticeKind};
