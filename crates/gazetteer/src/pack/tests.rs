use super::*;
use crate::fixture::gazetteer;
use proptest::prelude::*;

/// A pack with a body of one's own and a head that fits.
fn wrap(body: &[u8]) -> Vec<u8> {
    let mut pack = MAGIC.to_vec();
    pack.push(VERSION);
    pack.extend((body.len() as u32).to_le_bytes());
    pack.extend(checksum(body).to_le_bytes());
    pack.extend(body);
    pack
}

#[test]
fn what_is_encoded_is_decoded_again() {
    let (g, bytes) = (gazetteer(), gazetteer().encode());
    let again = Gazetteer::decode(&bytes).unwrap();
    assert_eq!(again.encode(), bytes);
    assert!(again.provinces().eq(g.provinces()));
    assert!(again.communes().eq(g.communes()));
    assert!(again.legacy_units().eq(g.legacy_units()));
    for unit in g.legacy_units() {
        assert_eq!(again.went_to(unit.id), g.went_to(unit.id));
    }
    assert_eq!(again.former_districts.len(), 1);
    assert_eq!(again.former_wards.len(), 1);
    for unit in g.legacy_units() {
        assert!(again.merged_into(unit.id).eq(g.merged_into(unit.id)));
    }
    for commune in g.communes() {
        assert_eq!(again.formed_from(commune.code), g.formed_from(commune.code));
    }
}

#[test]
fn an_empty_gazetteer_is_decoded_too() {
    let bytes = Gazetteer::default().encode();
    assert_eq!(Gazetteer::decode(&bytes).map(|g| g.communes().count()), Ok(0));
}

#[test]
fn every_kind_of_wrong_file_gets_its_own_answer() {
    let pack = gazetteer().encode();
    let decode = |bytes: &[u8]| Gazetteer::decode(bytes).err();
    assert_eq!(decode(b""), Some(PackError::Foreign));
    assert_eq!(decode(b"<!doctype html><title>404</title>"), Some(PackError::Foreign));
    assert_eq!(decode(&pack[..7]), Some(PackError::Length { expected: HEAD, found: 7 }));
    let cut = &pack[..pack.len() - 1];
    assert_eq!(decode(cut), Some(PackError::Length { expected: pack.len(), found: cut.len() }));
    let mut other = pack.clone();
    other[4] = 200;
    assert_eq!(decode(&other), Some(PackError::Version { found: 200 }));
    let mut damaged = pack.clone();
    damaged[HEAD + 40] ^= 4;
    assert_eq!(decode(&damaged), Some(PackError::Checksum));
}

#[test]
fn a_count_beyond_the_file_asks_for_no_memory() {
    let body = [0xff, 0xff, 0xff, 0xff, 0x0f];
    assert!(matches!(Gazetteer::decode(&wrap(&body)), Err(PackError::Malformed { .. })));
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes: Vec<u8>) {
        let _ = Gazetteer::decode(&bytes);
        let _ = Gazetteer::decode(&wrap(&bytes));
    }

    #[test]
    fn every_damaged_byte_is_noticed(place: prop::sample::Index, by in 1u8..) {
        let mut pack = gazetteer().encode();
        let place = place.index(pack.len());
        pack[place] ^= by;
        prop_assert!(Gazetteer::decode(&pack).is_err());
    }

    #[test]
    fn a_body_that_was_written_wrongly_does_not_make_it_panic(
        place: prop::sample::Index,
        byte: u8,
        cut: prop::sample::Index,
    ) {
        let mut body = gazetteer().encode().split_off(HEAD);
        let place = place.index(body.len());
        body[place] = byte;
        if let Ok(g) = Gazetteer::decode(&wrap(&body)) {
            for unit in g.legacy_units() {
                let _ = g.went_to(unit.id);
            }
            prop_assert_eq!(g.communes().count(), g.communes.len());
        }
        body.truncate(cut.index(body.len()));
        let _ = Gazetteer::decode(&wrap(&body));
    }
}
