//! Reading the table of procedures (feature `data`, on by default).

use crate::Procedure;
use gazetteer::data::{Row, RowError, read_table};
use std::collections::BTreeSet;

/// The columns of `procedures.csv`, in order.
pub const PROCEDURE_COLUMNS: [&str; 6] = ["code", "name", "field", "status", "source", "as_of"];

/// Reads the procedures in force, in the order of the table.
///
/// # Errors
/// Every faulty row.
pub fn read(procedures: &str) -> Result<Vec<Procedure>, Vec<RowError>> {
    let mut errors = Vec::new();
    let mut codes = BTreeSet::new();
    let rows = read_table("procedures.csv", procedures, &PROCEDURE_COLUMNS, &mut errors, |row| {
        if !is_code(row.cell("code")) {
            row.fault(format!("code {:?} is not one like 1.001193", row.cell("code")));
        } else if !codes.insert(row.cell("code").to_owned()) {
            row.fault(format!("code {} is there twice", row.cell("code")));
        }
        row.required("name");
        row.required("field");
        let statuses =
            [("active", true), ("repealed", false), ("replaced_by", false), ("future", false)];
        let active = row.one_of("status", &statuses)?;
        Some(active.then(|| procedure(row)))
    });
    if errors.is_empty() { Ok(rows.into_iter().flatten().collect()) } else { Err(errors) }
}

fn procedure(row: &Row<'_>) -> Procedure {
    let cell = |column| row.cell(column).to_owned();
    Procedure {
        code: cell("code"),
        title: cell("name"),
        field: cell("field"),
        source: cell("source"),
        as_of: cell("as_of"),
    }
}

/// One digit, a point, six digits.
fn is_code(text: &str) -> bool {
    let pattern = "d.dddddd";
    text.len() == pattern.len()
        && text.bytes().zip(pattern.bytes()).all(|(byte, expected)| match expected {
            b'd' => byte.is_ascii_digit(),
            _ => byte == expected,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_with(rows: &str) -> Result<Vec<Procedure>, Vec<String>> {
        let text = format!("code,name,field,status,source,as_of\n{rows}");
        read(&text).map_err(|errors| errors.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn procedures_keep_their_order_and_those_not_in_force_are_left_out() {
        let procedures = read_with(
            "2.000815,Chứng thực bản sao,Chứng thực,active,s,2026\n\
             2.001023,Liên thông,Hộ tịch,repealed,s,2026\n\
             1.001193,Đăng ký khai sinh,Hộ tịch,active,s,2026\n",
        )
        .unwrap();
        let codes: Vec<_> = procedures.iter().map(|procedure| procedure.code.as_str()).collect();
        assert_eq!(codes, ["2.000815", "1.001193"]);
    }

    #[test]
    fn every_faulty_row_is_named() {
        let errors = read_with(
            "1.00119,,Hộ tịch,active,s,2026\n1.001193,A,B,gone,,\n1.001193,A,B,active,s,2026\n",
        )
        .err()
        .unwrap();
        assert_eq!(
            errors,
            [
                "procedures.csv:2: code \"1.00119\" is not one like 1.001193",
                "procedures.csv:2: name is empty",
                "procedures.csv:3: source is empty",
                "procedures.csv:3: as_of \"\" is not a date, as in 2025, 2025-06, 2025-06-30",
                "procedures.csv:3: status \"gone\" is none of active, repealed, replaced_by, future",
                "procedures.csv:4: code 1.001193 is there twice",
            ]
        );
    }
}
