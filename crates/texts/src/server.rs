//! What the server answers when something is wrong: what happened, then what to do.

texts! {
    /// Malformed body.
    MALFORMED_TITLE: "Không đọc được nội dung gửi lên", "What was sent cannot be read";
    MALFORMED_DETAIL:
        "Nội dung phải là JSON đúng mẫu, mã hóa UTF-8. Hãy tải lại ứng dụng rồi gửi lại.",
        "The content must be JSON of the expected form, in UTF-8. Please reload the app and send again.";

    /// Body too large.
    TOO_LARGE_TITLE: "Nội dung gửi lên quá dài", "What was sent is too long";
    TOO_LARGE_DETAIL:
        "Phần viết được tối đa {max} ký tự. Hãy rút ngắn rồi gửi lại.",
        "The words can have at most {max} characters. Please shorten them and send again.";

    /// Body of another type.
    MEDIA_TYPE_TITLE: "Nội dung gửi lên không đúng kiểu", "What was sent is of the wrong type";
    MEDIA_TYPE_DETAIL:
        "Hãy gửi lại với Content-Type là application/json.",
        "Please send again with the Content-Type application/json.";

    /// Fields at fault.
    FIELDS_TITLE: "Có mục chưa đúng", "Something is not right yet";
    FIELDS_DETAIL:
        "Hãy sửa những mục nêu trong danh sách rồi gửi lại.",
        "Please correct what is listed and send again.";

    /// The commitment is not that of the record.
    COMMITMENT_TITLE:
        "Nội dung nhận được khác với nội dung đã viết",
        "What arrived differs from what was written";
    COMMITMENT_DETAIL:
        "Hãy gửi lại. Nếu vẫn không được, xin tải lại ứng dụng để có bản mới.",
        "Please send again. If that fails too, please reload the app to get its newest version.";

    /// The id or the code belongs to another case.
    CONFLICT_TITLE: "Mã này đã thuộc về một nội dung khác", "This code already belongs to another case";
    CONFLICT_DETAIL:
        "Nội dung đã lưu trước đó không bị thay đổi. Hãy mở lại nội dung này và gửi với mã mới.",
        "What was stored before is unchanged. Please open this one again and send it with a new code.";

    /// No such path.
    NOT_FOUND_TITLE: "Không tìm thấy", "Not found";
    NOT_FOUND_DETAIL:
        "Không có địa chỉ này. Hãy kiểm tra lại đường dẫn.",
        "There is no such address. Please check the link.";

    /// No case has this code.
    NO_CASE_TITLE: "Không tìm thấy mã này", "This code was not found";
    NO_CASE_DETAIL:
        "Hãy so lại từng ký tự của mã. Nếu trên máy còn ghi “chưa gửi”, mã chỉ tra được sau khi gửi xong.",
        "Please compare the code symbol by symbol. While the phone says “not sent”, the code cannot be looked up yet.";

    /// A method that the path does not know.
    METHOD_TITLE: "Địa chỉ này không nhận yêu cầu kiểu đó", "This address does not take such a request";
    METHOD_DETAIL:
        "Các phương thức được nhận nằm trong mục Allow của câu trả lời này.",
        "The methods it takes stand in the Allow header of this answer.";

    /// The request did not arrive in time.
    TIMEOUT_TITLE: "Đường truyền quá chậm", "The connection is too slow";
    TIMEOUT_DETAIL:
        "Máy chủ chưa nhận được trọn vẹn. Hãy gửi lại khi sóng tốt hơn.",
        "The server did not receive everything. Please send again when the signal is better.";

    /// The database does not answer.
    UNAVAILABLE_TITLE: "Hệ thống tạm thời gián đoạn", "The service is interrupted for the moment";
    UNAVAILABLE_DETAIL:
        "Hãy thử lại sau ít phút. Gửi lại nhiều lần cũng chỉ được tính một lần.",
        "Please try again in a few minutes. However often it is sent, it counts only once.";

    /// A defect.
    INTERNAL_TITLE: "Máy chủ gặp lỗi", "The server has a fault";
    INTERNAL_DETAIL:
        "Đây không phải lỗi của bạn. Hãy thử lại sau ít phút.",
        "This is not your mistake. Please try again in a few minutes.";

    /// What is wrong with a field.
    FAULT_EMPTY: "Mục này còn trống.", "This is empty.";
    FAULT_TOO_LONG:
        "Mục này dài quá {max} ký tự. Hãy rút ngắn.",
        "This is longer than {max} characters. Please shorten it.";
    FAULT_CONTROL_CHARACTER:
        "Mục này có ký tự ẩn không dùng được. Hãy xóa đi rồi gõ lại.",
        "This holds a hidden character that cannot be used. Please delete it and type again.";
    FAULT_MALFORMED: "Mục này viết chưa đúng mẫu.", "This is not written in the expected form.";
    FAULT_UNKNOWN: "Giá trị này không có trong danh sách.", "This has a value that is not known.";
    FAULT_CODE:
        "Mã hồ sơ chưa đúng. Hãy so lại từng ký tự.",
        "The tracking code is not right. Please compare it symbol by symbol.";
    FAULT_COMMUNE:
        "Không có xã, phường hay đặc khu nào mang mã này. Hãy chọn lại.",
        "No commune, ward or special zone has this code. Please choose again.";
    FAULT_PROVINCE:
        "Không có tỉnh, thành phố nào mang mã này.",
        "No province has this code.";
    FAULT_SINCE:
        "Mốc này không phải do máy chủ đưa ra. Hãy bỏ since để lấy lại từ đầu.",
        "The server never gave out this mark. Leave out since to begin anew.";
    FAULT_TELEPHONE:
        "Số điện thoại chưa đúng. Hãy viết từ 8 đến 15 chữ số.",
        "The telephone number is not right. Please write 8 to 15 digits.";
    FAULT_VERSION:
        "Ứng dụng và máy chủ khác phiên bản. Hãy tải lại ứng dụng.",
        "The app and the server differ in version. Please reload the app.";
}
