//! Rewrites the addresses of a whole table: comma-separated text in, the same rows with what was found
//! behind them out.
//!
//! No row is dropped and no cell is lost: rows that are too short are filled up, an address that was not
//! understood keeps its row and says why.
//!
//! ```
//! # let data = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data"));
//! # let gazetteer = gazetteer::data::from_folder(data).unwrap();
//! use batch::{Counts, Layout, Table};
//! use gazetteer::Reader;
//! use texts::Lang;
//!
//! let reader = Reader::new(&gazetteer);
//! let table = Table::parse("tên;địa chỉ\nLan;12 Lê Lợi, Bến Nghé, Quận 1")?;
//! let layout = table.guess(&gazetteer, &reader);
//! assert_eq!(layout, Layout { columns: vec![1], header: true });
//!
//! let mut conversion = table.convert(&gazetteer, &reader, &layout, Lang::En);
//! while conversion.advance(1000) {}
//! let (rewritten, counts) = conversion.finish();
//! assert_eq!(counts, Counts { one: 1, ..Counts::default() });
//! let row = rewritten.lines().nth(1).unwrap_or_default();
//! assert!(row.starts_with("Lan;12 Lê Lợi, Bến Nghé, Quận 1;one;26740;"));
//! # Ok::<(), batch::TableError>(())
//! ```

mod conversion;
mod table;
pub mod wire;

pub use conversion::{Conversion, Counts};
pub use table::{Layout, MOST_ROWS, Table, TableError, decode};
