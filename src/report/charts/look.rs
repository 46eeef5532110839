//! test
use super::*;
use crate::locale::Lang;
use crate::study::synthetic;
#[test]
#[ignore]
fn look() {
    let r = synthetic::study(3, 12);
    std::fs::create_dir_all("target/pictures").unwrap();
    for kind in Kind::ALL {
        let p = kind.draw(&r, Layout::Wide, Lang::En);
        std::fs::write(format!("target/pictures/{}.svg", kind.id()), p.file(ink::Theme::Light, 960)).unwrap();
        std::fs::write(format!("target/pictures/{}.png", kind.id()), p.png(ink::Theme::Light, 960).unwrap()).unwrap();
        let p = kind.draw(&r, Layout::Narrow, Lang::Es);
        std::fs::write(format!("target/pictures/{}-n.png", kind.id()), p.png(ink::Theme::Dark, 960).unwrap()).unwrap();
    }
}
