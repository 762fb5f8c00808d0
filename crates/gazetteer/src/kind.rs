//! The type words in front of names.

use crate::CommuneKind;

/// A type word. As a bit it stands in a [`Kinds`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Kind {
    Commune,
    Ward,
    Township,
    SpecialZone,
    UrbanDistrict,
    RuralDistrict,
    Town,
    City,
    Province,
}

impl Kind {
    const ALL: [Self; 9] = [
        Self::Commune,
        Self::Ward,
        Self::Township,
        Self::SpecialZone,
        Self::UrbanDistrict,
        Self::RuralDistrict,
        Self::Town,
        Self::City,
        Self::Province,
    ];

    /// The word as it is written.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Commune => "Xã",
            Self::Ward => "Phường",
            Self::Township => "Thị trấn",
            Self::SpecialZone => "Đặc khu",
            Self::UrbanDistrict => "Quận",
            Self::RuralDistrict => "Huyện",
            Self::Town => "Thị xã",
            Self::City => "Thành phố",
            Self::Province => "Tỉnh",
        }
    }

    /// The kind with this number in a pack.
    pub(crate) fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// Splits a name into its type word and the rest.
    pub(crate) fn split(name: &str) -> Option<(Self, &str)> {
        Self::ALL.into_iter().find_map(|kind| {
            let bare = name.strip_prefix(kind.word())?.strip_prefix(' ')?;
            (!bare.is_empty()).then_some((kind, bare))
        })
    }

    /// A name without its type word.
    pub(crate) fn strip(name: &str) -> &str {
        Self::split(name).map_or(name, |(_, bare)| bare)
    }

    pub(crate) const fn commune(self) -> Option<CommuneKind> {
        match self {
            Self::Commune => Some(CommuneKind::Commune),
            Self::Ward => Some(CommuneKind::Ward),
            Self::SpecialZone => Some(CommuneKind::SpecialZone),
            _ => None,
        }
    }

    pub(crate) const fn is_legacy_ward(self) -> bool {
        matches!(self, Self::Commune | Self::Ward | Self::Township)
    }

    pub(crate) const fn is_district(self) -> bool {
        matches!(self, Self::UrbanDistrict | Self::RuralDistrict | Self::Town | Self::City)
    }

    pub(crate) const fn is_province(self) -> bool {
        matches!(self, Self::City | Self::Province)
    }
}

impl CommuneKind {
    pub(crate) const fn type_word(self) -> Kind {
        match self {
            Self::Commune => Kind::Commune,
            Self::Ward => Kind::Ward,
            Self::SpecialZone => Kind::SpecialZone,
        }
    }
}

/// A set of type words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Kinds(u16);

impl Kinds {
    pub(crate) const NONE: Self = Self(0);

    pub(crate) const fn of(kind: Kind) -> Self {
        Self(1 << kind as u8)
    }

    pub(crate) const fn and(self, kind: Kind) -> Self {
        Self(self.0 | 1 << kind as u8)
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_split_at_its_type_word() {
        assert_eq!(Kind::split("Thị xã Cai Lậy"), Some((Kind::Town, "Cai Lậy")));
        assert_eq!(Kind::split("Xã"), None);
        assert_eq!(Kind::split("Xãn Tả"), None);
        for kind in Kind::ALL {
            assert_eq!(Kind::from_number(kind as u8), Some(kind));
            assert_eq!(Kind::split(&format!("{} Một", kind.word())), Some((kind, "Một")));
        }
    }
}
