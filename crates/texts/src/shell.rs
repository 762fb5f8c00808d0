//! The frame around every page, the home page, and what the loader says before the app is there.

texts! {
    BRAND: "Xã Tôi", "My Commune";
    DOCUMENT_TITLE: "{page} · Xã Tôi", "{page} · Xã Tôi";
    DESCRIPTION: "Tìm xã, phường mới sau 1/7/2025, tra cứu thủ tục và gửi phản ánh tới đúng nơi giải quyết.", "Find your new commune since 1 July 2025, look up procedures and send feedback to the office in charge.";
    OTHER_LANGUAGE: "English", "Tiếng Việt";
    SKIP_TO_CONTENT: "Tới nội dung chính", "Skip to main content";
    BACK_HOME: "Về trang đầu", "Back to the home page";
    FOOTER_NAVIGATION: "Về ứng dụng này", "About this app";
    DATA_AS_OF: "Dữ liệu đến {date}", "Data as of {date}";

    HOME_TITLE: "Xã, phường mới của bạn", "Your new commune";
    MY_COMMUNE: "Xã của tôi", "My commune";
    MY_COMMUNE_NAMED: "Xã của tôi: {name}", "My commune: {name}";
    HOME_TASKS: "Bạn cần làm gì?", "What do you need?";
    TASK_FIND: "Tìm xã mới", "Find my commune";
    TASK_FIND_HINT: "Xã, phường cũ nay thuộc đâu, trụ sở ở đâu", "Where an old ward belongs now, where its office is";
    TASK_PROCEDURES: "Thủ tục", "Procedures";
    TASK_PROCEDURES_HINT: "Những thủ tục người dân hay làm", "What residents most often apply for";
    TASK_FEEDBACK: "Gửi phản ánh", "Send feedback";
    TASK_FEEDBACK_HINT: "Báo việc chưa tốt cho xã, phường", "Tell the commune what is wrong";
    TASK_PROPOSAL: "Góp ý", "Propose";
    TASK_PROPOSAL_HINT: "Nêu cách làm tốt hơn", "Suggest something better";
    TASK_CASES: "Tra cứu hồ sơ đã gửi", "Track what I sent";
    TASK_CASES_HINT: "Xem đã gửi tới đâu, bằng mã hồ sơ", "See where it stands, by its code";

    LOADING: "Đang tải…", "Loading…";
    LOADING_PERCENT: "Đang tải… {percent} %", "Loading… {percent} %";
    LOADING_AGAIN: "Mạng chậm, đang thử lại…", "Slow network, trying again…";
    LOADING_FAILED: "Chưa tải được ứng dụng. Kiểm tra kết nối mạng rồi bấm Thử lại.", "The app could not be loaded. Check your connection, then press Try again.";
    CAPTIVE_PORTAL: "Mạng này chưa cho vào. Nếu đang dùng Wi-Fi công cộng, hãy đăng nhập Wi-Fi rồi bấm Thử lại.", "This network lets nothing through yet. On a public Wi-Fi, sign in to it, then press Try again.";
    TRY_AGAIN: "Thử lại", "Try again";
    BROWSER_TOO_OLD: "Trình duyệt này quá cũ nên không chạy được ứng dụng. Hãy cập nhật trình duyệt, hoặc mở bằng Chrome.", "This browser is too old to run the app. Please update it, or open the page in Chrome.";
    NO_SCRIPT: "Ứng dụng cần JavaScript. Hãy bật JavaScript trong cài đặt của trình duyệt.", "The app needs JavaScript. Please turn it on in your browser's settings.";
    CRASHED: "Ứng dụng vừa gặp lỗi. Những gì bạn đã bấm gửi vẫn được giữ trong máy. Hãy tải lại trang.", "The app has just failed. What you have sent is kept on this device. Please reload the page.";
    RELOAD: "Tải lại trang", "Reload the page";

    PAGE_LOADING: "Đang mở trang…", "Opening the page…";
    PAGE_FAILED: "Chưa tải được trang này. Kiểm tra kết nối mạng rồi bấm Thử lại. Nếu vẫn không được, bấm Tải lại trang.", "This page could not be loaded. Check your connection, then press Try again. If that does not help, press Reload the page.";

    NOT_FOUND_TITLE: "Không có trang này", "There is no such page";
    NOT_FOUND: "Đường dẫn có thể đã bị gõ thiếu. Hãy về trang đầu, hoặc tìm xã của bạn.", "The address may be incomplete. Go back to the home page, or find your commune.";
    ERROR_SUMMARY: "Cần sửa lại", "Please correct";
}
