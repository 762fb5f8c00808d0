//! The program as it is run.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "helpers of tests: what fails here fails the test")]

use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

/// What is written for some lines, run from another folder than the project's.
fn resolve(input: &[u8]) -> Vec<Value> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_resolve"))
        .current_dir(std::env::temp_dir())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success());
    output
        .stdout
        .split_inclusive(|&b| b == b'\n')
        .map(|l| serde_json::from_slice(l).unwrap())
        .collect()
}

#[test]
fn every_line_gets_an_object() {
    let found =
        resolve("12 Lê Lợi, P. Bến Nghé, Q.1, TP.HCM\r\nPhường Đa Kao, Quận 1\n\nabc".as_bytes());
    assert_eq!(found.len(), 4);
    assert_eq!(found[0]["query"], "12 Lê Lợi, P. Bến Nghé, Q.1, TP.HCM");
    assert_eq!(found[0]["status"], "one");
    assert_eq!(found[0]["communes"], serde_json::json!(["26740"]));
    assert_eq!(found[0]["legacy"], serde_json::json!(["26740"]));
    assert_eq!(found[0]["address"], "12 Lê Lợi, Phường Sài Gòn, Thành phố Hồ Chí Minh");
    assert!(found[0]["confidence"].as_f64().unwrap() > 0.9);
    assert_eq!(found[1]["status"], "several");
    assert_eq!(found[1]["communes"].as_array().unwrap().len(), 2);
    assert_eq!(found[2]["status"], "none");
    assert_eq!(found[3]["address"], Value::Null);
}

#[test]
fn a_line_that_cannot_be_read_gets_an_error_in_its_place() {
    let mut input = b"\xff\xfe\nPh\0ng\n".to_vec();
    input.extend(vec![b'a'; 10_000_000]);
    input.extend("\nPhường Bến Nghé, Quận 1\n".as_bytes());
    let found = resolve(&input);
    assert_eq!(found.len(), 4);
    assert!(found[..3].iter().all(|line| line["error"].is_string()), "{found:?}");
    assert_eq!(found[3]["status"], "one");
}

#[test]
fn an_answer_does_not_wait_for_the_next_line() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_resolve"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    stdin.write_all("Phường Bến Nghé, Quận 1\n".as_bytes()).unwrap();
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    assert!(line.contains("26740"));
    drop(stdin);
    assert!(child.wait().unwrap().success());
}
