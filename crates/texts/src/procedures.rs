//! Looking up procedures.

texts! {
    TITLE: "Thủ tục người dân hay làm", "What residents most often apply for";
    LEAD: "Tên và mã. Dưới mỗi thủ tục có ghi nguồn.", "Names and codes. The source stands under each procedure.";
    ONLY_NAMES: "Hiện mới có tên thủ tục. Giấy tờ cần mang, thời hạn và lệ phí: chưa có thông tin ở đây. Hãy hỏi nơi nhận hồ sơ.", "Only the names are here so far. Papers, time and fees are not yet known here. Please ask the receiving desk.";
    FILTER_LABEL: "Lọc theo tên hoặc mã", "Filter by name or code";
    FILTER_NONE: "Không có thủ tục nào như vậy trong danh sách này. Hãy hỏi nơi nhận hồ sơ của xã.", "No such procedure in this list. Please ask your commune's desk.";
    COUNT: "{count} thủ tục", "{count} procedures";
    CODE: "Mã {code} · {source}", "Code {code} · {source}";
    LOADING: "Đang tải danh sách thủ tục…", "Loading the procedures…";
    FAILED: "Chưa tải được danh sách thủ tục. Kiểm tra kết nối mạng.", "The procedures could not be loaded. Check your connection.";
}
