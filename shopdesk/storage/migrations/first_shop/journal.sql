CREATE TABLE anchor (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    lineage TEXT NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    record BLOB
) STRICT;

CREATE TABLE request (
    id TEXT NOT NULL PRIMARY KEY,
    deed TEXT NOT NULL,
    digest BLOB NOT NULL,
    result TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE import_row (
    digest TEXT NOT NULL PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    imported_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
    sequence INTEGER NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    staff_id INTEGER,
    deed TEXT NOT NULL,
    subject TEXT NOT NULL,
    content TEXT NOT NULL,
    key_id INTEGER NOT NULL,
    mac BLOB NOT NULL CHECK (length(mac) = 32)
) STRICT;

CREATE INDEX journal_parked ON journal (at) WHERE deed = 'park';
CREATE INDEX journal_by_subject ON journal (subject, sequence);
