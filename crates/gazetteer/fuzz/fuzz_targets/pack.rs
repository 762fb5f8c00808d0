//! Any bytes are either refused, or a gazetteer that answers every question and can be written again.
#![no_main]

#[path = "../../src/fixture.rs"]
mod fixture;

// The fixture finds them here.
use gazetteer::{Gazetteer, data};
use gazetteer::{LegacyUnit, Reader};
use std::sync::LazyLock;

/// Magic, version, length and checksum.
const HEAD: usize = 13;

static PACK: LazyLock<Vec<u8>> = LazyLock::new(|| fixture::gazetteer().encode());

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = Gazetteer::decode(bytes);
    // As the difference to a good pack, most bytes get past the first lines of the decoder.
    let mut body = PACK[HEAD..].to_vec();
    body.resize(body.len().max(bytes.len()), 0);
    body.iter_mut().zip(bytes).for_each(|(byte, by)| *byte ^= by);
    all_is_answered(&body);
    // And cut off, or longer than it should be.
    all_is_answered(&body[..bytes.len()]);
});

fn all_is_answered(body: &[u8]) {
    let Ok(g) = Gazetteer::decode(&with_head(body)) else { return };
    let again = g.encode();
    assert_eq!(Gazetteer::decode(&again).map(|g| g.encode()), Ok(again));
    for commune in g.communes() {
        assert_eq!(g.commune(commune.code), Some(commune));
        assert!(g.province(commune.province).is_some());
        for (unit, _) in g.formed_from(commune.code) {
            assert!(g.went_to(unit.id).iter().any(|(to, _)| *to == commune));
        }
    }
    for LegacyUnit { id, .. } in g.legacy_units() {
        assert!(g.legacy(id).is_some());
        assert!(g.merged_into(id).count() < usize::from(u16::MAX));
    }
    for province in g.provinces() {
        assert!(g.communes_of(province.code).all(|commune| commune.province == province.code));
    }
    // What is promised of answers holds of what the tables hold: here it is enough that there is one.
    let reader = Reader::new(&g);
    for typed in ["Phường Bến Nghé, Quận 1", "tan phu dong nai", "banco q1", "cn dao", "26740"]
    {
        let answer = reader.read(&g, typed);
        assert!(answer.communes().all(|code| answer.address_in(&g, code).is_some()));
        assert!(reader.suggest(&g, typed, None, 8).len() <= 8);
    }
}

fn with_head(body: &[u8]) -> Vec<u8> {
    // FNV-1a, as the pack's writer has it.
    let checksum = body
        .iter()
        .fold(0x811c_9dc5_u32, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let mut pack = PACK[..5].to_vec();
    pack.extend((body.len() as u32).to_le_bytes());
    pack.extend(checksum.to_le_bytes());
    pack.extend(body);
    pack
}
