//! Finding the commune by where the phone is.

texts! {
    TITLE: "Tôi đang ở xã nào?", "Which commune am I in?";
    LEAD: "Điện thoại tự tính ngay trên máy. Vị trí của bạn không gửi đi đâu và không lưu lại.", "The phone works it out by itself. Your position is sent nowhere and is not kept.";
    AT_HOME: "Chỉ dùng khi bạn đang ở nơi cần tìm. Nếu không, hãy gõ địa chỉ.", "Only of use while you are at the place in question. Otherwise type the address.";
    START: "Dùng vị trí của tôi", "Use my position";
    AGAIN: "Đo lại", "Measure again";
    CANCEL: "Thôi", "Cancel";
    LOCATING: "Đang tìm vị trí… Có thể mất nửa phút. Ra chỗ thoáng sẽ nhanh hơn.", "Finding the position… It can take half a minute, less under an open sky.";
    POINTS_FAILED: "Chưa tải được bản đồ xã, phường. Kiểm tra kết nối mạng rồi thử lại.", "The map of communes could not be loaded. Check your connection and try again.";
    REFUSED: "Trình duyệt chưa được phép xem vị trí. Hãy cho phép trong cài đặt của trang này, hoặc gõ địa chỉ.", "The browser may not see the position. Allow it in this page's settings, or type the address.";
    UNKNOWN: "Điện thoại chưa biết mình ở đâu. Hãy bật định vị rồi thử lại, hoặc gõ địa chỉ.", "The phone does not know where it is. Switch location on and try again, or type the address.";
    TIMED_OUT: "Lâu quá chưa có vị trí. Hãy ra chỗ thoáng rồi thử lại, hoặc gõ địa chỉ.", "It took too long. Try again under an open sky, or type the address.";
    UNSUPPORTED: "Trình duyệt này không cho biết vị trí. Hãy gõ địa chỉ.", "This browser tells no positions. Please type the address.";
    ABROAD: "Vị trí này không ở gần xã, phường nào của Việt Nam. Hãy gõ địa chỉ.", "This position is near no commune of Vietnam. Please type the address.";
    ROUGH: "Vị trí đo được sai số hơn 5 km. Hãy bật định vị chính xác, ra ngoài trời rồi đo lại, hoặc gõ địa chỉ.", "The position is only known to more than 5 km. Turn on precise location, go into the open and measure again, or type the address.";
    WHICH: "Bạn đang ở nơi nào?", "Where are you?";
    WHICH_HINT: "Chọn theo tên xã, phường cũ mà bạn quen. Nơi có lẽ đúng nhất ở trên.", "Choose by the former names you know. The likeliest is first.";
    EXACT: "Tính theo ranh giới của đơn vị vận hành trang này.", "Worked out from the borders given by this site's operator.";
    BORDERS_FROM: "Ranh giới: {title} ({licence}), theo {as_of}.", "Borders: {title} ({licence}), as of {as_of}.";
    NEAR_BORDER: "Vị trí sát ranh giới, nên có hơn một nơi.", "The position is close to a border, hence more than one place.";
    ACCURACY: "Sai số của vị trí: khoảng {metres} m.", "The position is accurate to about {metres} m.";
    NOW_IN: "nay thuộc {commune}", "now in {commune}";
    NONE_OF_THESE: "Không phải nơi nào ở trên? Đo lại ngoài trời, hoặc gõ địa chỉ.", "None of these? Measure again in the open, or type the address.";
    TYPE_INSTEAD: "Gõ địa chỉ", "Type the address";
}
