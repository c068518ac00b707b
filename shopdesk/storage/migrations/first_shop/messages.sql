CREATE TABLE message_template (
    language TEXT NOT NULL,
    name TEXT NOT NULL CHECK (name IN ('debt_friendly', 'debt_firm', 'debt_final', 'birthday', 'spouse_birthday',
        'anniversary', 'request_ready', 'free')),
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (language, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE message (
    id INTEGER NOT NULL PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    kind TEXT NOT NULL
        CHECK (kind IN ('debt', 'birthday', 'spouse_birthday', 'anniversary', 'request_ready', 'free')),
    level TEXT CHECK (level IN ('friendly', 'firm', 'final')),
    way TEXT NOT NULL CHECK (way IN ('whatsapp', 'sms', 'email', 'smtp')),
    content_enc BLOB NOT NULL,
    statement_id INTEGER REFERENCES statement (id),
    outcome TEXT NOT NULL CHECK (outcome IN ('opened', 'sent', 'not_sent', 'queued', 'sending', 'refused', 'unknown',
        'cancelled')),
    tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
    due_at INTEGER,
    answer_enc BLOB,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    made_at INTEGER NOT NULL,
    ended_at INTEGER,
    CHECK ((level IS NULL) = (kind <> 'debt')),
    CHECK ((due_at IS NULL) = (way <> 'smtp')),
    CHECK (statement_id IS NULL OR way = 'smtp'),
    CHECK (outcome <> 'opened' OR way <> 'smtp'),
    CHECK (outcome NOT IN ('queued', 'sending', 'refused', 'unknown', 'cancelled') OR way = 'smtp'),
    CHECK ((ended_at IS NULL) = (outcome IN ('opened', 'queued', 'sending', 'unknown')))
) STRICT;

CREATE TABLE message_wish (
    customer_id INTEGER NOT NULL PRIMARY KEY REFERENCES customer (id),
    no_messages INTEGER NOT NULL CHECK (no_messages IN (0, 1)),
    do_not_chase INTEGER NOT NULL CHECK (do_not_chase IN (0, 1))
) STRICT;

CREATE TABLE mail_password (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    uuid TEXT NOT NULL,
    data_key BLOB NOT NULL,
    password_enc BLOB NOT NULL
) STRICT;

CREATE INDEX message_by_customer ON message (customer_id, id, made_at, kind, outcome);
CREATE INDEX message_unsettled ON message (due_at) WHERE outcome IN ('queued', 'sending', 'unknown');
