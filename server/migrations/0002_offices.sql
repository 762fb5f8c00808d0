-- The number of the last change to office_rows. Its one row is locked by whoever changes any of them, until
-- they commit, so that numbers become visible in their order: a reader who has seen one has seen all below it.
CREATE TABLE office_sequence (
    id BIGINT NOT NULL PRIMARY KEY,
    -- Another one for another database, so that nobody goes on in it from where they were elsewhere.
    epoch TEXT NOT NULL,
    last_change BIGINT NOT NULL
);

-- What operators and officers say of offices, a row for each of them and each office.
CREATE TABLE office_rows (
    authority TEXT NOT NULL,
    commune TEXT NOT NULL,
    body TEXT NOT NULL,
    -- The branch's name in the one spelling in which names are compared; empty for the main seat.
    branch TEXT NOT NULL,
    province TEXT NOT NULL,
    change_number BIGINT NOT NULL UNIQUE,
    -- What is said, as JSON; NULL when it was withdrawn.
    seat TEXT,
    changed_at TEXT NOT NULL,
    -- The officer's name; empty for the operator. Nobody outside sees it.
    changed_by TEXT NOT NULL,
    PRIMARY KEY (authority, commune, body, branch)
);

CREATE INDEX office_rows_by_province ON office_rows (province, change_number);
CREATE INDEX office_rows_by_commune ON office_rows (commune, change_number);
