//! Fitting the built page to the packs.

/// Around what only the front page shows; the shell of the other routes does without.
const HOME: [&str; 2] = ["<!-- home -->", "<!-- /home -->"];
const MANIFEST: [&str; 2] = [r#"<script type="application/json" id="manifest">"#, "</script>"];
const PRELOAD: [&str; 2] = [r#"<link rel="preload" href="packs/places-"#, ">"];
const HEAD_END: &str = "</head>";

/// Puts the manifest into the page, and has the browser fetch the place pack at once.
///
/// A page that was fitted before is fitted anew.
pub(crate) fn fit(page: &str, manifest: &str, places: &str) -> Result<String, String> {
    let (before, after) = around(page, MANIFEST)?;
    let [open, close] = MANIFEST;
    let page = format!("{before}{open}{}{close}{after}", safe_in_script(manifest));
    // Without the link of an earlier run.
    let page = match around(&page, PRELOAD) {
        Ok((before, after)) => format!("{before}{after}"),
        Err(_) => page,
    };
    let (head, body) =
        page.split_once(HEAD_END).ok_or_else(|| format!("there is no {HEAD_END}"))?;
    Ok(format!(
        r#"{head}<link rel="preload" href="{places}" as="fetch" crossorigin>{HEAD_END}{body}"#
    ))
}

/// The page without what belongs to the front page only.
pub(crate) fn shell(page: &str) -> Result<String, String> {
    let (before, after) = around(page, HOME)?;
    Ok(format!("{before}{after}"))
}

/// What stands before and after the first pair of marks, the marks and what is between them left out.
fn around<'a>(page: &'a str, [open, close]: [&str; 2]) -> Result<(&'a str, &'a str), String> {
    let (before, rest) = page.split_once(open).ok_or_else(|| format!("there is no {open}"))?;
    let (_, after) =
        rest.split_once(close).ok_or_else(|| format!("there is no {close} after {open}"))?;
    Ok((before, after))
}

/// Nothing in the JSON may end the script element or begin a comment in it.
fn safe_in_script(json: &str) -> String {
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<head><title>T</title></head><body><!-- home -->h<!-- /home -->
<script type="application/json" id="manifest">{}</script></body>"#;

    #[test]
    fn the_manifest_and_the_preload_link_are_put_in() {
        let fitted = fit(PAGE, r#"{"a":1}"#, "packs/places-1.bin").unwrap();
        let expected = r#"<head><title>T</title><link rel="preload" href="packs/places-1.bin" as="fetch" crossorigin></head><body><!-- home -->h<!-- /home -->
<script type="application/json" id="manifest">{"a":1}</script></body>"#;
        assert_eq!(fitted, expected);
    }

    #[test]
    fn a_fitted_page_is_fitted_anew() {
        let first = fit(PAGE, r#"{"a":1}"#, "packs/places-1.bin").unwrap();
        let second = fit(&first, r#"{"a":2}"#, "packs/places-2.bin").unwrap();
        assert_eq!(second, fit(PAGE, r#"{"a":2}"#, "packs/places-2.bin").unwrap());
    }

    #[test]
    fn json_cannot_break_out_of_its_script_element() {
        let fitted = fit(PAGE, r#"{"a":"</script><!-- &"}"#, "packs/places-1.bin").unwrap();
        assert!(fitted.contains(r#"{"a":"\u003c/script\u003e\u003c!-- \u0026"}"#), "{fitted}");
    }

    #[test]
    fn the_shell_is_the_page_without_its_home_part() {
        assert!(shell(PAGE).unwrap().contains("<body>\n<script"));
    }

    #[test]
    fn a_missing_mark_is_named() {
        let without = PAGE.replace(" id=\"manifest\"", "");
        let error = fit(&without, "{}", "p").err().unwrap();
        assert_eq!(error, r#"there is no <script type="application/json" id="manifest">"#);
        assert_eq!(shell("<p>").err().unwrap(), "there is no <!-- home -->");
        assert_eq!(
            shell("<!-- home -->").err().unwrap(),
            "there is no <!-- /home --> after <!-- home -->"
        );
    }
}
