//! Rewriting the addresses of a whole table.

texts! {
    TITLE: "Đổi nhiều địa chỉ cùng lúc", "Rewrite many addresses";
    LEAD: "Dán hoặc chọn tệp CSV. Mọi việc làm ngay trên máy này, không dòng nào gửi đi.", "Paste or choose a CSV file. All is done on this device; no row leaves it.";
    PASTE: "Dán danh sách, mỗi địa chỉ một dòng", "Paste a list, an address a line";
    OPEN_PASTED: "Đọc danh sách đã dán", "Read the pasted list";
    FILE: "Hoặc chọn tệp CSV", "Or choose a CSV file";
    FILE_HINT: "Tối đa {count} dòng. Từ Excel: lưu thành CSV UTF-8. Có thể kéo thả tệp vào đây.", "At most {count} rows. From Excel: save as CSV UTF-8. You can drop the file here.";
    READING: "Đang đọc tệp…", "Reading the file…";
    ROWS: "Đọc được {count} dòng.", "{count} rows were read.";
    COLUMN: "Cột nào là địa chỉ?", "Which column holds the address?";
    COLUMN_NUMBER: "Cột {number}", "Column {number}";
    COLUMN_EXAMPLE: "{name}: {example}", "{name}: {example}";
    HEADER: "Dòng đầu là tên cột", "The first row holds the names of the columns";
    START: "Đổi địa chỉ", "Rewrite the addresses";
    CANCEL: "Dừng lại", "Stop";
    CANCELLED: "Đã dừng. Chưa có gì được đổi.", "Stopped. Nothing was rewritten.";
    PROGRESS: "Đã đổi {done} trên {total} dòng", "{done} of {total} rows done";
    DONE: "Xong {count} dòng.", "{count} rows done.";
    DOWNLOAD: "Tải kết quả", "Download the result";
    AGAIN: "Làm danh sách khác", "Another list";
    FILE_NAME: "dia-chi-moi.csv", "new-addresses.csv";

    COUNT_ONE: "Có một nơi", "One place";
    COUNT_SEVERAL: "Có vài nơi, cần chọn", "Several places, to be chosen from";
    COUNT_NONE: "Chưa nhận ra", "Not recognised";
    COUNT_EMPTY: "Ô trống", "Empty cell";

    WORKER_FAILED: "Chưa tải được phần đổi địa chỉ. Kiểm tra kết nối mạng rồi thử lại.", "The converter could not be loaded. Check your connection and try again.";
    CRASHED: "Phần đổi địa chỉ vừa gặp lỗi. Danh sách của bạn vẫn còn; hãy thử lại.", "The converter has just failed. Your list is still here; please try again.";
    EMPTY: "Danh sách trống.", "The list is empty.";
    TOO_MANY: "Tệp có hơn {count} dòng. Hãy chia nhỏ tệp.", "The file has more than {count} rows. Please split it.";
    TOO_LARGE: "Tệp lớn hơn {size} MB. Hãy chia nhỏ tệp.", "The file is larger than {size} MB. Please split it.";
    SPREADSHEET: "Đây là tệp Excel. Hãy mở bằng Excel và lưu thành CSV UTF-8.", "This is an Excel file. Open it in Excel and save it as CSV UTF-8.";
    NOT_TEXT: "Tệp không phải chữ UTF-8. Từ Excel: lưu thành CSV UTF-8.", "The file is not UTF-8 text. From Excel: save as CSV UTF-8.";
    UNREADABLE: "Không mở được tệp này.", "This file could not be opened.";

    OUT_STATUS: "ket_qua", "result";
    OUT_CODES: "ma_xa_moi", "new_commune_codes";
    OUT_NAMES: "xa_phuong_moi", "new_communes";
    OUT_ADDRESS: "dia_chi_moi", "new_address";
    OUT_CONFIDENCE: "do_chac_phan_tram", "confidence_percent";
    OUT_REASON: "vi_sao", "reason";
    STATUS_ONE: "một nơi", "one";
    STATUS_SEVERAL: "vài nơi", "several";
    STATUS_NONE: "chưa nhận ra", "none";
    STATUS_EMPTY: "trống", "empty";
    REASON_NONE: "Không có xã, phường nào tên như vậy.", "No commune has such a name.";
    REASON_GUESS: "Có thể là {names}.", "It may be {names}.";
}
