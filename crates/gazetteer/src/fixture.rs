//! A small country for the tests.

use crate::Gazetteer;
use crate::data::{Sources, build};

pub(crate) const PROVINCES: &str = "\
code,name,former_name,renamed_on,renamed_by,commune_resolution,source,as_of
75,Thành phố Đồng Nai,Tỉnh Đồng Nai,2026-04-30,30/2026/QH16,1662/NQ-UBTVQH15,t,2026
79,Thành phố Hồ Chí Minh,,,,1685/NQ-UBTVQH15,t,2026
";

pub(crate) const COMMUNES: &str = "\
code,kind,name,former_name,renamed_on,renamed_by,province_code,resolution,area_km2,population_2025,lat,lon,source,as_of
26116,ward,Phường Tân Phú,Xã Tân Phú,2026-04-30,237/NQ-UBTVQH16,75,1662/NQ-UBTVQH15,,,11.3,107.4,t,2026
26732,special_zone,Đặc khu Côn Đảo,,,,79,1685/NQ-UBTVQH15,75.79,6500,8.7,106.6,t,2026
26740,ward,Phường Sài Gòn,,,,79,1685/NQ-UBTVQH15,3.04,47022,10.78,106.7,t,2026
26743,ward,Phường Bến Thành,,,,79,1600/NQ-UBTVQH15,1.85,71785,10.77,106.69,t,2026
";

pub(crate) const LEGACY_WARDS: &str = "\
code,name,district_code,district,province_code,province,lat,lon,point_ok,aliases,source,as_of
26116,Thị trấn Tân Phú,734,Huyện Tân Phú,75,Tỉnh Đồng Nai,11.27,107.43,yes,,t,2025-06-30
26740,Phường Bến Nghé,760,Quận 1,79,Thành phố Hồ Chí Minh,10.78,106.7,yes,,t,2025-06-30
26743,Phường Bến Thành,760,Quận 1,79,Thành phố Hồ Chí Minh,10.77,106.69,yes,,t,2025-06-30
,,755,Huyện Côn Đảo,77,Tỉnh Bà Rịa - Vũng Tàu,8.7,106.6,yes,,t,2025-06-30
";

pub(crate) const MAPPING: &str = "\
legacy_ward_code,legacy_district_code,commune_code,share,source,as_of
26116,734,26116,full,t,2026
26740,760,26740,partial_area_only,t,2026
26740,760,26743,partial_area_all_population,t,2026
26743,760,26743,full,t,2026
,755,26732,full,t,2026
";

pub(crate) const FORMER_WARDS: &str = "\
written_as,legacy_ward_code,merged_in_year,source,as_of
banco,26740,2020,t,2025-06-30
phuongbanco,26740,2020,t,2025-06-30
";

pub(crate) const FORMER_DISTRICTS: &str = "\
written_as,province_code,province,district_code,district,why,source,as_of
dinhquan,75,Tỉnh Đồng Nai,734,Huyện Tân Phú,renamed_or_merged,t,2025-06-30
";

pub(crate) const SOURCES: Sources<'static> = Sources {
    provinces: PROVINCES,
    communes: COMMUNES,
    legacy_wards: LEGACY_WARDS,
    mapping: MAPPING,
    former_wards: FORMER_WARDS,
    former_districts: FORMER_DISTRICTS,
};

pub(crate) fn gazetteer() -> Gazetteer {
    build(&SOURCES).unwrap()
}
