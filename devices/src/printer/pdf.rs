//! A slip as a PDF of one page, for a printer of the system.

use pdf_writer::{Content, Name, Pdf, Rect, Ref};

use crate::picture::Picture;

/// A slip printer has 203 dots an inch, a page 72 points.
const POINTS_A_DOT: f32 = 72.0 / 203.0;
/// White around the picture, in points.
const MARGIN: f32 = 12.0;

/// One page, just as large as the picture and a margin.
#[must_use]
pub fn page(picture: &Picture) -> Vec<u8> {
    let (catalog, pages, page, image, drawn) = (Ref::new(1), Ref::new(2), Ref::new(3), Ref::new(4), Ref::new(5));
    let name = Name(b"Slip");
    let (wide, high) = (picture.width() as f32 * POINTS_A_DOT, picture.height() as f32 * POINTS_A_DOT);
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(pages);
    pdf.pages(pages).kids([page]).count(1);
    let mut one = pdf.page(page);
    one.parent(pages).media_box(Rect::new(0.0, 0.0, wide + MARGIN * 2.0, high + MARGIN * 2.0)).contents(drawn);
    one.resources().x_objects().pair(name, image);
    drop(one);
    // In a PDF a set bit is white.
    let dots: Vec<u8> = picture.rows().iter().map(|byte| !byte).collect();
    let mut object = pdf.image_xobject(image, &dots);
    object.width(i32::try_from(picture.width()).unwrap_or_default());
    object.height(i32::try_from(picture.height()).unwrap_or_default());
    object.color_space().device_gray();
    object.bits_per_component(1);
    drop(object);
    let mut content = Content::new();
    content.save_state().transform([wide, 0.0, 0.0, high, MARGIN, MARGIN]).x_object(name).restore_state();
    pdf.stream(drawn, &content.finish());
    pdf.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_holds_the_picture_in_its_own_size() {
        let mut picture = Picture::white(16, 2);
        picture.blacken(0, 0);
        let page = page(&picture);
        assert!(page.starts_with(b"%PDF-"));
        let holds = |wanted: &[u8]| page.windows(wanted.len()).any(|found| found == wanted);
        assert!(holds(b"/Width 16") && holds(b"/Height 2") && holds(b"/BitsPerComponent 1"));
        assert!(holds(&[0x7f, 0xff, 0xff, 0xff]), "black is a bit that is not set");
    }
}
