//! A text in both languages, and how its blanks are filled.

/// A language the product speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Vietnamese, the language of everybody who has not chosen.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The BCP 47 tag, as in `<html lang>`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// The first language of an `Accept-Language` header that we speak; Vietnamese if there is none.
    ///
    /// Browsers list languages by preference, so that the weights need not be read.
    pub fn from_accept_language(header: &str) -> Self {
        header
            .split(',')
            .find_map(|item| {
                let tag = item.trim().get(..2)?;
                Self::ALL.into_iter().find(|lang| lang.tag().eq_ignore_ascii_case(tag))
            })
            .unwrap_or_default()
    }
}

/// A text in both languages. `{name}` marks a blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// In Vietnamese.
    pub vi: &'static str,
    /// In English.
    pub en: &'static str,
}

impl Text {
    /// The text in a language.
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => self.vi,
            Lang::En => self.en,
        }
    }

    /// The text in a language with its blanks filled. What a value contains is never taken for a
    /// blank; a blank without a value stays as it is.
    pub fn fill(self, lang: Lang, values: &[(&str, &str)]) -> String {
        let mut filled = String::new();
        let mut rest = self.get(lang);
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                filled.push('{');
                rest = after;
                continue;
            };
            match values.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => filled.push_str(value),
                None => {
                    filled.push('{');
                    filled.push_str(name);
                    filled.push('}');
                }
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }
}

/// Declares the texts of a module, each as `NAME: "Vietnamese", "English";`, and `ALL` of them.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $vi:literal, $en:literal;)*) => {
        $(
            #[doc = $vi]
            $(#[$doc])*
            pub const $name: $crate::Text = $crate::Text { vi: $vi, en: $en };
        )*
        /// Every text of this module by name.
        pub const ALL: &[(&str, $crate::Text)] = &[$((stringify!($name), $name)),*];
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    const GREETING: Text = Text { vi: "Chào {name}, {day}", en: "Hello {name}" };

    #[test]
    fn blanks_are_filled_by_name() {
        assert_eq!(
            GREETING.fill(Lang::Vi, &[("day", "thứ Hai"), ("name", "Lan")]),
            "Chào Lan, thứ Hai"
        );
    }

    #[test]
    fn a_value_that_looks_like_a_blank_stays_a_value() {
        assert_eq!(GREETING.fill(Lang::Vi, &[("name", "{day}"), ("day", "x")]), "Chào {day}, x");
    }

    #[test]
    fn the_first_known_language_of_the_header_wins() {
        assert_eq!(Lang::from_accept_language("fr-FR, en-GB;q=0.8, vi;q=0.5"), Lang::En);
        assert_eq!(Lang::from_accept_language("vi-VN,vi;q=0.9,en;q=0.8"), Lang::Vi);
        assert_eq!(Lang::from_accept_language(""), Lang::Vi);
        assert_eq!(Lang::from_accept_language("ếếếế,đ"), Lang::Vi);
    }
}
