//! Areas with corners that go inwards, cut into triangles: egui fills only what is convex.

use egui::{Color32, Mesh, Pos2, Vec2};

/// The area within `corners`, filled. What crosses itself is filled as far as it can be cut.
#[must_use]
pub fn filled(corners: &[Pos2], fill: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    for corner in corners {
        mesh.colored_vertex(*corner, fill);
    }
    for [a, b, c] in triangles(corners) {
        mesh.add_triangle(a, b, c);
    }
    mesh
}

/// Cuts one ear after the other: three corners in a row that hold no other corner.
fn triangles(corners: &[Pos2]) -> Vec<[u32; 3]> {
    let turn = if area(corners) < 0.0 { -1.0 } else { 1.0 };
    let mut left: Vec<usize> = (0..corners.len()).collect();
    let mut found = vec![];
    while left.len() > 3 {
        let count = left.len();
        let around = |place: usize| [left[(place + count - 1) % count], left[place], left[(place + 1) % count]];
        let is_ear = |place: &usize| {
            let [a, b, c] = around(*place).map(|index| corners[index]);
            let others = left.iter().map(|index| corners[*index]).filter(|p| *p != a && *p != b && *p != c);
            cross(b - a, c - b) * turn > 0.0 && others.into_iter().all(|p| !holds([a, b, c], p, turn))
        };
        // Without an ear it crosses itself: then any corner goes.
        let ear = (0..count).find(is_ear).unwrap_or(0);
        found.push(around(ear).map(to_u32));
        left.remove(ear);
    }
    if let [a, b, c] = left.as_slice() {
        found.push([*a, *b, *c].map(to_u32));
    }
    found
}

fn to_u32(index: usize) -> u32 {
    u32::try_from(index).unwrap_or_default()
}

fn cross(a: Vec2, b: Vec2) -> f32 {
    a.x * b.y - a.y * b.x
}

/// Twice the area, negative where the corners run the other way round.
fn area(corners: &[Pos2]) -> f32 {
    let next = corners.iter().cycle().skip(1);
    corners.iter().zip(next).map(|(a, b)| cross(a.to_vec2(), b.to_vec2())).sum()
}

fn holds([a, b, c]: [Pos2; 3], p: Pos2, turn: f32) -> bool {
    [(a, b), (b, c), (c, a)].into_iter().all(|(from, to)| cross(to - from, p - from) * turn >= 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    /// The area of all triangles together.
    fn covered(corners: &[Pos2]) -> f32 {
        let of = |[a, b, c]: [u32; 3]| area(&[a, b, c].map(|index| corners[index as usize])).abs();
        triangles(corners).into_iter().map(of).sum()
    }

    #[test]
    fn the_triangles_cover_the_area_once_whichever_way_round_it_runs() {
        let corner = |x: f32, y: f32| pos2(x, y);
        let square = vec![corner(0.0, 0.0), corner(4.0, 0.0), corner(4.0, 4.0), corner(0.0, 4.0)];
        let angle = vec![corner(0.0, 0.0), corner(6.0, 0.0), corner(6.0, 3.0), corner(4.0, 3.0), corner(4.0, 2.0), corner(0.0, 2.0)];
        let comb = vec![
            corner(0.0, 0.0),
            corner(7.0, 0.0),
            corner(7.0, 4.0),
            corner(6.0, 4.0),
            corner(6.0, 1.0),
            corner(4.0, 1.0),
            corner(4.0, 4.0),
            corner(3.0, 4.0),
            corner(3.0, 1.0),
            corner(1.0, 1.0),
            corner(1.0, 4.0),
            corner(0.0, 4.0),
        ];
        for shape in [square, angle, comb] {
            let backwards: Vec<Pos2> = shape.iter().rev().copied().collect();
            for corners in [shape, backwards] {
                assert_eq!(triangles(&corners).len(), corners.len() - 2);
                assert!((covered(&corners) - area(&corners).abs()).abs() < 0.01, "{corners:?}");
            }
        }
    }

    #[test]
    fn what_is_no_area_is_drawn_without_a_panic() {
        for corners in [vec![], vec![pos2(1.0, 1.0)], vec![pos2(1.0, 1.0); 7]] {
            assert!(filled(&corners, Color32::RED).triangles().count() < 8.max(corners.len()));
        }
    }
}
