//! What the server answers when something is wrong.

texts! {
    NOT_FOUND_TITLE: "Không tìm thấy", "Not found";
}
