//! What is known of a commune's offices, from whom, as of when.
//!
//! Every row says who published it. What nobody published is absent, and is to be shown as unknown.
//!
//! ```
//! use offices::{Body, LiveOffices, ProvinceOffices, merge};
//!
//! let pack = r#"{
//!   "sources": {"map": {"title": "Bản đồ sáp nhập", "as_of": "2025-07-17", "licence": "MIT"}},
//!   "communes": {"26740": {"area_ha": 304, "population_2025": 47022,
//!     "point": {"lat": 10780000, "lon": 106703000}, "source": "map", "formed_from_source": "map",
//!     "seats": [{"body": "peoples_committee", "kind": "address", "text": "Số 45–47 Lê Duẩn",
//!       "source": "map", "as_of": "2025-07-17"}]}}
//! }"#;
//! let offices: ProvinceOffices = serde_json::from_str(pack)?;
//! // Kept on the phone, brought up to date by `LiveOffices::apply`.
//! let live = LiveOffices::default();
//!
//! let packed = &offices.communes["26740"].seats;
//! let seats = merge(packed.iter().chain(live.of("26740")).cloned().collect());
//! assert_eq!(seats[0].body, Body::PeoplesCommittee);
//! assert_eq!(offices.sources[&seats[0].source].title, "Bản đồ sáp nhập");
//! # Ok::<(), serde_json::Error>(())
//! ```

#[cfg(feature = "data")]
pub mod data;
mod facts;
mod live;
mod merge;
mod place;
mod seat;

pub use facts::{CommuneFacts, ProvinceOffices, Source};
pub use live::{LiveOffices, OFFICES_PATH, OfficeChanges, OfficeRow};
pub use merge::merge;
pub use place::{MicroDegrees, Point};
pub use seat::{Authority, Body, Opening, Seat, SeatKind, dialled};
