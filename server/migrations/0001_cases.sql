-- Portable between SQLite and PostgreSQL: ids, hexadecimal and RFC 3339 UTC times are TEXT, numbers
-- BIGINT.

-- What stays for ever: no words and nothing of the sender.
CREATE TABLE cases (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    secret_hash TEXT NOT NULL,
    commitment TEXT NOT NULL,
    record_version BIGINT NOT NULL,
    -- Where the case began; the receipt names it, so it never changes.
    commune TEXT NOT NULL,
    -- Who answers for it now; a transfer changes it.
    responsible_commune TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    received_at TEXT NOT NULL
);

-- Everything that the sender can have erased. The salt too: without it the commitment that stays
-- cannot be used to guess a short text.
CREATE TABLE case_contents (
    case_id TEXT NOT NULL PRIMARY KEY REFERENCES cases (id),
    words TEXT NOT NULL,
    name TEXT,
    telephone TEXT,
    salt TEXT NOT NULL,
    written_at TEXT NOT NULL
);
