//! Leaving out what a line does not need.
//!
//! Douglas and Peucker's way rather than Visvalingam's, because it keeps a promise: no point of the old line is further
//! from the new one than the tolerance, so that a position further from the new line than that is still on the same side.

use super::topology::Arc;

const METRES_PER_DEGREE: f64 = 111_200.0;

/// The line with as few of its points as the tolerance, in metres, allows. Both ends stay, so that lines that meet go
/// on meeting; a closed line keeps three corners at least, so that no island vanishes.
pub(super) fn simplify(line: &Arc, tolerance_m: f64) -> Arc {
    let flat = flat(line);
    let Some(last) = flat.len().checked_sub(1) else { return Arc::new() };
    let mut keep = vec![false; flat.len()];
    let mut open = vec![(0, last)];
    if flat.first() == flat.last() {
        // From the first point to the farthest and back, with the farthest from that way between them.
        if let Some((far, _)) = farthest(&flat, 0, last) {
            let halves = [farthest(&flat, 0, far), farthest(&flat, far, last)];
            let corner = halves.into_iter().flatten().max_by(|(_, a), (_, b)| a.total_cmp(b));
            let mut corners = vec![0, far, last];
            corners.extend(corner.map(|(place, _)| place));
            corners.sort_unstable();
            open = corners.windows(2).map(|pair| (pair[0], pair[1])).collect();
        }
    }
    while let Some((from, to)) = open.pop() {
        keep[from] = true;
        keep[to] = true;
        if let Some((place, square)) = farthest(&flat, from, to)
            && square > tolerance_m * tolerance_m
        {
            open.extend([(from, place), (place, to)]);
        }
    }
    line.iter().zip(keep).filter(|&(_, keep)| keep).map(|(&position, _)| position).collect()
}

/// Metres on a flat map.
fn flat(line: &Arc) -> Vec<[f64; 2]> {
    let east = line.first().map_or(1.0, |[_, lat]| lat.to_radians().cos());
    line.iter()
        .map(|[lon, lat]| [lon * METRES_PER_DEGREE * east, lat * METRES_PER_DEGREE])
        .collect()
}

/// The point between two others that is farthest from the straight line between them, and the square of how far.
fn farthest(flat: &[[f64; 2]], from: usize, to: usize) -> Option<(usize, f64)> {
    let (a, b) = (*flat.get(from)?, *flat.get(to)?);
    let between = flat.get(from + 1..to)?.iter().enumerate();
    between
        .map(|(place, &point)| (from + 1 + place, square_distance(point, a, b)))
        .max_by(|(_, a), (_, b)| a.total_cmp(b))
}

fn square_distance(point: [f64; 2], a: [f64; 2], b: [f64; 2]) -> f64 {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let square = dx * dx + dy * dy;
    let (px, py) = (point[0] - a[0], point[1] - a[1]);
    let along = if square > 0.0 { ((px * dx + py * dy) / square).clamp(0.0, 1.0) } else { 0.0 };
    let (x, y) = (px - along * dx, py - along * dy);
    x * x + y * y
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A hundredth of a degree is a little over a kilometre.
    const BUMP: f64 = 0.01;

    #[test]
    fn a_bump_within_the_tolerance_goes_and_a_larger_one_stays() {
        let line = vec![[105.0, 21.0], [105.1, 21.0 + BUMP], [105.2, 21.0]];
        assert_eq!(simplify(&line, 1200.0), [line[0], line[2]]);
        assert_eq!(simplify(&line, 1000.0), line);
    }

    #[test]
    fn a_spur_beyond_the_ends_of_a_line_is_measured_to_its_end() {
        let line = vec![[105.0, 21.0], [105.3, 21.0], [105.2, 21.0]];
        assert_eq!(simplify(&line, 1000.0), line);
    }

    #[test]
    fn however_small_an_island_keeps_three_corners() {
        let corner = |east: f64, north: f64| [105.0 + east * 1e-4, 21.0 + north * 1e-4];
        let island = vec![
            corner(0.0, 0.0),
            corner(1.0, 0.1),
            corner(2.0, 0.0),
            corner(2.0, 2.0),
            corner(0.0, 2.0),
            corner(0.0, 0.0),
        ];
        let simple = simplify(&island, 1000.0);
        assert_eq!(simple.len(), 4);
        assert_eq!(simple.first(), simple.last());
    }

    #[test]
    fn lines_of_no_length_stay_as_they_are() {
        for points in 0..4 {
            let line = vec![[105.0, 21.0]; points];
            assert!(simplify(&line, 50.0).len() <= points);
        }
    }
}
