//! A journal rewritten as a whole by somebody who has the disk: every length, checksum and hash
//! is right again. The signatures tell it all the same (B-22).

use data_encoding::BASE64;
use ed25519_dalek::SigningKey;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tests::harness::forge::{own_key, put, rewrite, sign_again, two_handovers};
use tests::harness::{CLERK, MONDAY, OPERATOR, copy_dir, person, verified};
use values::Digest;

fn is_clerks_incoming(entry: &Value) -> bool {
    entry["name"] == "handover.sign_incoming" && entry["stamp"]["proof"] == CLERK
}

#[test]
fn b22_a_rewritten_journal_is_found_out_by_its_signatures() {
    let property = two_handovers();
    let own = own_key(&property, CLERK);
    let thief = SigningKey::from_bytes(&[7; 32]);
    let public = |key: &SigningKey| BASE64.encode(key.verifying_key().as_bytes());
    type Forgery<'f> = Box<dyn Fn(&mut Value) + 'f>;
    let forgeries: [(&str, Forgery<'_>); 9] = [
        ("", Box::new(|_| {})),
        ("is over other bytes", Box::new(|e| put(e, "sheet").unwrap()["number"] = json!(3))),
        ("does not verify", Box::new(|e| put(e, "signature").unwrap()["at"] = json!(1))),
        ("does not verify", Box::new(|e| sign_again(e, &thief, |_| {}))),
        ("a key that was not theirs", Box::new(|e| sign_again(e, &thief, |s| s.public_key = public(&thief)))),
        ("asked for by nobody", Box::new(|e| sign_again(e, &own, |s| s.person = person(OPERATOR)))),
        ("at another time", Box::new(|e| sign_again(e, &own, |s| s.at = MONDAY))),
        ("does not name the sheet before", Box::new(|e| sign_again(e, &own, |s| s.previous = None))),
        (
            "without the signature",
            Box::new(|e| e["changes"].as_array_mut().unwrap().retain(|c| c["put"].get("signature").is_none())),
        ),
    ];
    for (n, (named, forge)) in forgeries.iter().enumerate() {
        let copy = property.beside(&format!("forged {n}"));
        copy_dir(&property.data(), &copy);
        let mut forged = Vec::new();
        rewrite(&copy, |entry| {
            if is_clerks_incoming(entry) {
                forge(entry);
                forged.push(entry["stamp"]["revision"].clone());
            }
        });
        assert_eq!(forged.len(), 1);
        let report = verified(&copy).unwrap();
        let place = format!("revision {}: ", forged[0]);
        if named.is_empty() {
            assert!(report.sound, "rewritten as it was, it is whole: {:?}", report.damage);
        } else {
            assert!(report.damage.iter().any(|d| d.starts_with(&place) && d.contains(named)), "{named}: {:?}", report.damage);
        }
    }
}

#[test]
fn b22_a_sheet_signed_again_by_its_own_hand_breaks_the_chain_behind_it() {
    let property = two_handovers();
    let own = own_key(&property, OPERATOR);
    let copy = property.beside("signed again");
    copy_dir(&property.data(), &copy);
    let mut later = Vec::new();
    rewrite(&copy, |entry| {
        let by_operator = entry["stamp"]["proof"] == OPERATOR;
        if entry["name"] == "handover.sign_incoming" && by_operator {
            put(entry, "sheet").unwrap()["opened_at"] = json!(1);
            let bytes = json!({ "sheet": put(entry, "sheet").unwrap() }).to_string();
            sign_again(entry, &own, |s| s.digest = Digest::of(&Sha256::digest(&bytes).into()));
        } else if entry["name"] == "handover.sign_outgoing" && by_operator {
            later.push(entry["stamp"]["revision"].clone());
        }
    });
    let report = verified(&copy).unwrap();
    let place = format!("revision {}: ", later[0]);
    let named = |d: &String| d.starts_with(&place) && d.contains("does not name the sheet before");
    assert!(report.damage.iter().any(named), "{:?}", report.damage);
}
