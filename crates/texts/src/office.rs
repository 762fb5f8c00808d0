//! Finding a commune and its office.

texts! {
    FIND_TITLE: "Tìm xã, phường mới", "Find your new commune";
    SEARCH_LABEL: "Địa chỉ cũ hoặc tên xã mới", "Old address or new name";
    SEARCH_HINT: "Ví dụ: Phường Bến Nghé, Quận 1. Không cần gõ dấu.", "For example: Phường Bến Nghé, Quận 1. Accents are not needed.";
    RESULTS: "Kết quả", "Results";
    RESULT_COUNT: "{count} kết quả", "{count} results";
    RESULT_COUNT_MORE: "Hơn {count} kết quả. Gõ thêm quận, huyện hoặc tỉnh để thu hẹp.", "More than {count} results. Add the district or province to narrow them down.";
    NO_RESULT: "Không tìm thấy nơi nào như vậy.", "No such place was found.";
    NO_RESULT_HELP: "Hãy thử chỉ gõ tên xã, phường cũ.", "Try only the name of the old ward.";
    GUESSES: "Có thể bạn tìm:", "You may be looking for:";
    PLACES_LOADING: "Đang tải danh sách xã, phường…", "Loading the list of communes…";
    PLACES_FAILED: "Chưa tải được danh sách xã, phường. Những gì bạn gõ vẫn còn đây.", "The list of communes could not be loaded. What you typed is still here.";
    FORMER_UNIT: "{name} (cũ)", "{name} (former)";
    NOW_IS: "nay là {name}", "is now {name}";
    NOW_IN: "nay thuộc {name}", "is now in {name}";
    NOW: "nay là", "is now";
    NOW_SPLIT: "đã chia cho {count} xã, phường", "was divided among {count} communes";
    MERGED: "gồm cả đơn vị bạn gõ, đã nhập vào trước đó", "with the unit you typed, merged into it before";
    MERGED_IN: "gồm cả đơn vị bạn gõ, đã nhập vào năm {year}", "with the unit you typed, merged into it in {year}";
    CONVERT_MANY: "Đổi nhiều địa chỉ", "Many addresses";
    IN_PROVINCE: "{commune}, {province}", "{commune}, {province}";
    BROWSE: "Hoặc chọn tỉnh, thành phố", "Or choose a province";
    PROVINCE_COUNT: "{count} xã, phường, đặc khu", "{count} communes";
    PROVINCE_TITLE: "Các xã, phường của {province}", "Communes of {province}";
    FILTER_LABEL: "Lọc theo tên", "Filter by name";
    FILTER_NONE: "Không có tên nào như vậy ở đây. Hãy gõ ngắn hơn.", "No such name here. Try fewer letters.";
    FORMER_NAME: "Trước là {name}, đổi tên từ {date} theo Nghị quyết {by}", "Formerly {name}; renamed on {date} by Resolution {by}";


    UNKNOWN_COMMUNE_TITLE: "Không có xã mang mã này", "No commune has this code";
    UNKNOWN_COMMUNE: "Mã {code} không phải mã của xã, phường nào hiện nay. Hãy tìm bằng tên.", "{code} is not the code of any commune of today. Please search by name.";
    OFFICES: "Nơi làm việc", "Offices";
    OFFICES_LOADING: "Đang tải địa chỉ trụ sở…", "Loading the offices…";
    OFFICES_FAILED: "Chưa tải được địa chỉ trụ sở. Kiểm tra kết nối mạng.", "The offices could not be loaded. Check your connection.";
    OFFICES_UNKNOWN: "Chưa có thông tin về trụ sở.", "Nothing is known of the office yet.";
    OFFICES_UNKNOWN_HELP: "Trước khi đi, hãy hỏi trưởng thôn hoặc tổ trưởng dân phố.", "Before you set out, ask the head of your hamlet or neighbourhood.";
    BODY_SERVICE_CENTRE: "Trung tâm Phục vụ hành chính công", "Public Administration Service Centre";
    BODY_PEOPLES_COMMITTEE: "Ủy ban nhân dân", "People's Committee";
    BODY_POLICE: "Công an", "Police";
    BODY_HEADQUARTERS: "Trụ sở", "Headquarters";
    SEAT_FORMER_OFFICE: "Đây là trụ sở của đơn vị cũ.", "This was the office of a former unit.";
    SEAT_SOURCE: "Theo công bố {date}, chưa kiểm tra. Nguồn: {source}", "As published {date}, not checked. Source: {source}";
    FIGURES_SOURCE: "Số liệu chưa kiểm tra, có nơi sai. Nguồn: {source} ({date})", "The figures are not checked, and some are wrong. Source: {source} ({date})";
    FACT_SOURCE: "Nguồn: {source} ({date})", "Source: {source} ({date})";
    OPEN_MAP_APPROXIMATE: "Mở bản đồ (vị trí gần đúng)", "Open the map (approximate position)";
    OPEN_MAP_SEARCH: "Tìm trên bản đồ", "Search on the map";
    COMMUNE_AREA_ON_MAP: "Xem vùng của xã trên bản đồ", "See the commune's area on the map";
    SHARE: "Chia sẻ", "Share";
    COPIED: "Đã chép đường dẫn", "Link copied";
    COPY_FAILED: "Không chép được. Đường dẫn: {link}", "Could not copy. The link: {link}";
    WRITE_TO: "Gửi phản ánh tới đây", "Send feedback to this commune";
    FORMED_FROM: "Được lập từ", "Formed from";
    FORMED_FROM_LEAD: "Các đơn vị cũ, tính đến 30/6/2025", "The former units, as of 30 June 2025";
    SHARE_WHOLE: "toàn bộ", "whole";
    SHARE_PART: "một phần", "part";
    SHARE_PART_AREA_ONLY: "một phần đất, không có dân", "part of the area, no people";
    SHARE_PART_ALL_PEOPLE: "một phần đất, toàn bộ dân", "part of the area, all people";
    SHARE_PART_PEOPLE: "một phần dân", "part of the people";
    LEGAL_BASIS: "Căn cứ", "Legal basis";
    RESOLUTION: "Nghị quyết {number} của Ủy ban Thường vụ Quốc hội", "Resolution {number} of the Standing Committee of the National Assembly";
    CODE: "Mã đơn vị", "Unit code";
    POPULATION: "Dân số theo công bố 2025", "Population as published in 2025";
    AREA: "Diện tích theo công bố 2025", "Area as published in 2025";
    AREA_VALUE: "{km2} km²", "{km2} km²";
    PEOPLE_VALUE: "{count} người", "{count} people";
    NO_INFORMATION: "Chưa có thông tin", "Not known";
}
