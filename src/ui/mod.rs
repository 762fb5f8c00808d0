//! The few components that all features share.

mod filter;
pub mod icon;
mod loadable;
mod notice;
mod qr;

pub use filter::FilterBox;
pub use icon::{Icon, IconName};
pub use loadable::{Meanwhile, loadable};
pub use notice::{Notice, NoticeKind};
pub use qr::qr;
