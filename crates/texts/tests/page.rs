//! The page that stands before the app is there says what these texts say, in both languages.

use texts::{Lang, Text, office, shell};

const PAGE: &str = include_str!("../../../index.html");

#[track_caller]
fn assert_in_page(text: Text) {
    for lang in Lang::ALL {
        assert!(PAGE.contains(text.get(lang)), "index.html does not say {:?}", text.get(lang));
    }
}

#[test]
fn the_home_page_is_worded_as_the_app_words_it() {
    for text in [
        shell::HOME_TITLE,
        shell::HOME_TASKS,
        shell::MY_COMMUNE,
        shell::TASK_FIND,
        shell::TASK_FIND_HINT,
        shell::TASK_PROCEDURES,
        shell::TASK_PROCEDURES_HINT,
        shell::TASK_FEEDBACK,
        shell::TASK_FEEDBACK_HINT,
        shell::TASK_PROPOSAL,
        shell::TASK_PROPOSAL_HINT,
        shell::TASK_CASES,
        shell::TASK_CASES_HINT,
        office::SEARCH_LABEL,
        office::SEARCH_HINT,
    ] {
        assert_in_page(text);
    }
}

#[test]
fn what_the_loader_says_is_there_in_both_languages() {
    for text in [
        shell::LOADING,
        shell::LOADING_PERCENT,
        shell::LOADING_AGAIN,
        shell::LOADING_FAILED,
        shell::CAPTIVE_PORTAL,
        shell::TRY_AGAIN,
        shell::BROWSER_TOO_OLD,
        shell::CRASHED,
        shell::RELOAD,
    ] {
        assert_in_page(text);
    }
}

#[test]
fn what_stands_in_the_head_and_without_scripts_is_vietnamese() {
    for text in [shell::DESCRIPTION, shell::NO_SCRIPT] {
        assert!(PAGE.contains(text.vi), "index.html does not say {:?}", text.vi);
    }
}
