//! Times: stored in UTC, shown with Vietnam's offset, always to the second.

use crate::error::Error;
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

/// Vietnam has one offset, and no summer time.
const VIETNAM: Offset = Offset::constant(7);

/// Now, as it is stored: `2026-11-21T08:00:00Z`.
pub(crate) fn now_utc() -> String {
    Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Today in Vietnam: `2026-11-21`.
pub(crate) fn today() -> String {
    Timestamp::now().to_zoned(TimeZone::fixed(VIETNAM)).date().to_string()
}

/// A stored time as people read it: `2026-11-21T15:00:00+07:00`.
///
/// # Errors
/// When the text is no RFC 3339 time.
pub(crate) fn in_vietnam(stored: &str) -> Result<String, Error> {
    let time: Timestamp = stored.parse().map_err(|_| Error::Row("received_at"))?;
    let shown = time.to_zoned(TimeZone::fixed(VIETNAM));
    Ok(shown.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnam_is_seven_hours_ahead() {
        let shown = in_vietnam("2026-12-31T17:30:05Z").unwrap();
        assert_eq!(shown, "2027-01-01T00:30:05+07:00");
    }

    #[test]
    fn now_is_written_to_the_second_and_read_again() {
        let now = now_utc();
        assert_eq!(now.len(), "2026-11-21T08:00:00Z".len());
        assert!(in_vietnam(&now).unwrap().ends_with("+07:00"));
    }

    #[test]
    fn a_damaged_time_is_an_error() {
        assert!(in_vietnam("yesterday").is_err());
    }
}
