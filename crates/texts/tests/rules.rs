//! The rules that every text keeps.

use std::collections::BTreeSet;

fn blanks(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
}

#[test]
fn both_languages_have_the_same_blanks() {
    for (name, text) in texts::all() {
        assert_eq!(blanks(text.vi), blanks(text.en), "{name}");
    }
}

#[test]
fn no_text_is_empty_or_has_stray_spaces() {
    for (name, text) in texts::all() {
        for words in [text.vi, text.en] {
            assert!(
                !words.is_empty() && words.trim() == words && !words.contains("  "),
                "{name}: {words:?}"
            );
        }
    }
}

#[test]
fn vietnamese_is_written_in_composed_characters() {
    for (name, text) in texts::all() {
        assert!(
            !text.vi.chars().any(|c| ('\u{300}'..='\u{36f}').contains(&c)),
            "{name}: {}",
            text.vi
        );
    }
}

#[test]
fn sentences_are_short() {
    for (name, text) in texts::all() {
        for sentence in text.vi.split(['.', ':', ';', '?', '!']) {
            let words = sentence.split_whitespace().count();
            assert!(words <= 30, "{name} has a sentence of {words} words: {sentence}");
        }
    }
}
