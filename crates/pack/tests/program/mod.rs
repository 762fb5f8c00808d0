//! The program as it is run, and folders for it to work on.
#![allow(dead_code, reason = "not every test needs all of it")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const PAGE: &str = r#"<!doctype html><html lang="vi"><head><title>Xã Tôi</title></head>
<body><!-- home --><h1>Chào</h1><!-- /home --><main></main>
<script type="application/json" id="manifest">{}</script></body></html>
"#;

/// What the program answers.
pub fn pack(args: &[&str], folders: &[(&str, &Path)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pack"));
    command.args(args);
    for (flag, folder) in folders {
        command.arg(flag).arg(folder);
    }
    command.output().unwrap()
}

/// This project's data.
pub fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data")
}

/// A copy of its tables that may be changed, without what an operator may have added in folders.
pub fn copy_of_data() -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    fs::create_dir(copy.path().join("offices.d")).unwrap();
    for entry in fs::read_dir(data()).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_file() {
            fs::copy(entry.path(), copy.path().join(entry.file_name())).unwrap();
        }
    }
    copy
}

/// What Trunk has built, as far as it matters here.
pub fn dist() -> tempfile::TempDir {
    let dist = tempfile::tempdir().unwrap();
    fs::write(dist.path().join("index.html"), PAGE).unwrap();
    fs::write(dist.path().join("app-1_bg.wasm"), vec![7; 1234]).unwrap();
    dist
}

/// What the program complains of.
pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// All files of a folder with their contents.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.display().to_string(), fs::read(&path).unwrap());
        }
    }
    found
}

/// The manifest in a page.
pub fn manifest(page: &str) -> serde_json::Value {
    let (_, rest) = page.split_once(r#"id="manifest">"#).unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}
