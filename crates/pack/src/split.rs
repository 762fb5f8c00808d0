//! Splitting the program: what the first look-up needs stays in one file, and each part that comes later goes
//! into a file of its own.
//!
//! Trunk knows nothing of this. What it has made of the program is replaced: the program as the linker left it is
//! split, `wasm-bindgen` and `wasm-opt`, the same that Trunk uses, do their work on the pieces, and everything is
//! named by its content.

use crate::failure::Failure;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use wasm_split_cli_support::Options;

/// The folder of the parts, as seen from the page.
const PARTS: &str = "parts";
/// What the splitter calls the script that fetches the parts. It becomes a piece of the program's own script, which
/// spares a request before the first look-up.
const LINK: &str = "./__wasm_split.js";
/// What `rustc` takes for granted of a browser. The parts do not say so themselves, unlike the program.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Puts the split program in the place of the whole one.
pub(crate) fn split(program: &Path, dist: &Path) -> Result<String, Failure> {
    let name = program.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let work = tempfile::tempdir().map_err(Failure::at(dist))?;
    let work = work.path();

    let input = read(program)?;
    let main = work.join(format!("{name}.wasm"));
    let mut options = Options::new(&input);
    options.output_dir = work;
    options.main_out_path = &main;
    options.link_name = LINK;
    let parts = wasm_split_cli_support::transform(options)
        .map_err(|error| Failure::Split { path: program.to_owned(), reason: format!("{error:#}") })?
        .split_modules;

    // The parts are linked to what the linker exports: the memory and the table of functions.
    run(Command::new("wasm-bindgen")
        .args([
            "--target",
            "web",
            "--no-typescript",
            "--keep-lld-exports",
            "--out-name",
            &name,
            "--out-dir",
        ])
        .args([work, &main]))?;
    let main = work.join(format!("{name}_bg.wasm"));
    optimize(parts.iter().chain([&main]))?;

    let bindings = work.join(format!("{name}.js"));
    let link = read_text(&work.join(LINK))?;
    let mut script = join(&read_text(&bindings)?, &link)
        .map_err(|reason| Failure::Split { path: bindings, reason })?;

    let folder = dist.join(PARTS);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(Failure::at(&folder))?;
    }
    std::fs::create_dir_all(&folder).map_err(Failure::at(&folder))?;
    let mut report = String::new();
    let mut place = |path: &Path, name: &dyn Fn(&str) -> String| -> Result<String, Failure> {
        let bytes = read(path)?;
        let name = name(&hash(&bytes));
        write(&dist.join(&name), &bytes)?;
        // Writing to a String cannot fail.
        let _ = writeln!(report, "{name} {:>9} bytes", bytes.len());
        Ok(name)
    };
    for part in &parts {
        let file = part.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let stem = file.trim_start_matches("split_").trim_end_matches(".wasm").replace('_', "-");
        let placed = place(part, &|hash| format!("{PARTS}/{stem}-{hash}.wasm"))?;
        script = script.replace(&format!("\"./{file}\""), &format!("\"./{placed}\""));
    }
    let wasm = place(&main, &|hash| format!("{name}-{hash}_bg.wasm"))?;
    script = script.replace(&format!("'{name}_bg.wasm'"), &format!("'{wasm}'"));
    let script_name = format!("{name}-{}.js", hash(script.as_bytes()));
    write(&dist.join(&script_name), script.as_bytes())?;

    let page_path = dist.join("index.html");
    let mut page = read_text(&page_path)?;
    for (suffix, new) in [("_bg.wasm", wasm), (".js", script_name)] {
        let at_page = |reason| Failure::Page { path: page_path.clone(), reason };
        let old = named(&page, &name, suffix).map_err(at_page)?;
        page = page.replace(&old, &new);
        if old != new {
            let old = dist.join(old);
            std::fs::remove_file(&old).map_err(Failure::at(&old))?;
        }
    }
    write(&page_path, page.as_bytes())?;
    Ok(report)
}

/// Optimizes the files for size, side by side and in place.
fn optimize<'a>(files: impl Iterator<Item = &'a PathBuf>) -> Result<(), Failure> {
    thread::scope(|scope| {
        let workers: Vec<_> = files
            .map(|file| {
                scope.spawn(move || {
                    run(Command::new("wasm-opt")
                        .arg("-Oz")
                        .args(FEATURES)
                        .arg(file)
                        .arg("-o")
                        .arg(file))
                })
            })
            .collect();
        workers.into_iter().try_for_each(|worker| {
            let died =
                |_| Failure::Tool { command: "wasm-opt".into(), said: "a thread died".into() };
            worker.join().map_err(died)?
        })
    })
}

/// Makes one script of the program's bindings and of what fetches the parts.
fn join(bindings: &str, link: &str) -> Result<String, String> {
    // `import * as import1 from "./__wasm_split.js"`, once for every part, and `"./__wasm_split.js": import1,`.
    let source = format!(" from \"{LINK}\"");
    let mut script = bindings.to_owned();
    let mut imports = 0;
    for line in bindings.lines() {
        let import = line.strip_prefix("import * as ").and_then(|line| line.split_once(&source));
        if let Some((import, _)) = import {
            let whole = format!("{line}\n");
            let entry = format!("\"{LINK}\": {import},");
            if !script.contains(&entry) {
                return Err(format!("{entry} was expected"));
            }
            script = script.replacen(&whole, "", 1);
            script = script.replacen(
                &entry,
                if imports == 0 { "\"./__wasm_split.js\": parts," } else { "" },
                1,
            );
            imports += 1;
        }
    }
    if imports == 0 {
        return Err(format!("an import of {LINK} was expected: is there no part?"));
    }

    let (import, link) = link.split_once('\n').unwrap_or_default();
    if !import.starts_with("import { initSync } from ") {
        return Err(format!("an import of initSync was expected first in {LINK}, not {import}"));
    }
    let loaders: Vec<&str> = link
        .lines()
        .filter_map(|line| Some(line.strip_prefix("export const ")?.split_once(" = ")?.0))
        .collect();
    let link =
        link.replace("export const ", "const ").replace("fetch(new URL(", "fetchPart(new URL(");
    let loaders = loaders.join(", ");
    Ok(format!("{FETCH_PART}{link}const parts = {{ {loaders} }};\n{script}"))
}

/// A part that stands still on its way has to be given up, or it could never be asked for again.
const FETCH_PART: &str = "\
function fetchPart(url) {
    const limit = new AbortController();
    setTimeout(() => limit.abort(), 60000);
    return fetch(url, { signal: limit.signal });
}
";

/// The name of Trunk's file, `xa-toi-0123456789abcdef.js`, as the page has it.
fn named(page: &str, name: &str, suffix: &str) -> Result<String, String> {
    let begin = format!("{name}-");
    page.match_indices(&begin)
        .find_map(|(at, _)| {
            let rest = &page[at + begin.len()..];
            let hash = rest.split(|c: char| !c.is_ascii_hexdigit()).next()?;
            (!hash.is_empty() && rest[hash.len()..].starts_with(suffix))
                .then(|| format!("{begin}{hash}{suffix}"))
        })
        .ok_or_else(|| format!("there is no {begin}*{suffix}"))
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn run(command: &mut Command) -> Result<(), Failure> {
    let name = command.get_program().to_string_lossy().into_owned();
    let failed = |said| Failure::Tool { command: name.clone(), said };
    let output = command.output().map_err(|error| failed(error.to_string()))?;
    if output.status.success() {
        return Ok(());
    }
    Err(failed(String::from_utf8_lossy(&output.stderr).into_owned()))
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(Failure::at(path))
}

fn read_text(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(Failure::at(path))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(path, bytes).map_err(Failure::at(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BINDINGS: &str = "import * as import1 from \"./__wasm_split.js\"
import * as import2 from \"./__wasm_split.js\"
export function mount() {}
const imports = {
    \"./__wasm_split.js\": import1,
    \"./__wasm_split.js\": import2,
};
";
    const LINK_SCRIPT: &str = "import { initSync } from \"./main.js\";
export const __wasm_split_load_a = load(() => fetch(new URL(\"./split_a.wasm\", import.meta.url)));
export const __wasm_split_load_b = load(() => fetch(new URL(\"./split_b.wasm\", import.meta.url)));
";

    #[test]
    fn bindings_and_link_become_one_script_that_imports_nothing() {
        let script = join(BINDINGS, LINK_SCRIPT).unwrap();
        assert!(!script.contains("import *"), "{script}");
        assert!(!script.contains("import {"), "{script}");
        assert!(
            script.contains("const parts = { __wasm_split_load_a, __wasm_split_load_b };"),
            "{script}"
        );
        assert_eq!(script.matches("\"./__wasm_split.js\": parts,").count(), 1, "{script}");
        assert!(
            script.contains("fetchPart(new URL(\"./split_a.wasm\", import.meta.url))"),
            "{script}"
        );
        assert!(script.ends_with("};\n"), "{script}");
    }

    #[test]
    fn bindings_of_another_form_than_expected_are_refused() {
        assert!(join("export function mount() {}\n", LINK_SCRIPT).is_err());
        assert!(join(&BINDINGS.replace(": import1", ": other"), LINK_SCRIPT).is_err());
        assert!(join(BINDINGS, "export const a = 1;\n").is_err());
    }

    #[test]
    fn the_names_that_trunk_gave_are_found_in_the_page() {
        let page = r#"<link href="./xa-toi-0123456789abcdef.js"><link href="./xa-toi-0123456789abcdef_bg.wasm">"#;
        assert_eq!(named(page, "xa-toi", ".js").unwrap(), "xa-toi-0123456789abcdef.js");
        assert_eq!(named(page, "xa-toi", "_bg.wasm").unwrap(), "xa-toi-0123456789abcdef_bg.wasm");
        assert_eq!(named("", "xa-toi", ".js").unwrap_err(), "there is no xa-toi-*.js");
    }
}
