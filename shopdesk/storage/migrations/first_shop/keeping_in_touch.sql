CREATE TABLE follow_up (
    id INTEGER NOT NULL PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    data_key BLOB,
    customer_id INTEGER REFERENCES customer (id),
    title_enc BLOB NOT NULL,
    due_on TEXT NOT NULL,
    priority TEXT NOT NULL CHECK (priority IN ('low', 'normal', 'high')),
    status TEXT NOT NULL CHECK (status IN ('to_do', 'in_progress', 'done', 'cancelled')),
    origin TEXT NOT NULL CHECK (origin IN ('desk', 'request', 'promise', 'call')),
    for_staff_id INTEGER REFERENCES staff (id),
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    created_at INTEGER NOT NULL,
    ended_at INTEGER,
    CHECK ((customer_id IS NULL) = (data_key IS NOT NULL)),
    CHECK ((ended_at IS NULL) = (status IN ('to_do', 'in_progress')))
) STRICT;

CREATE TABLE reminder_mark (
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    kind TEXT NOT NULL
        CHECK (kind IN ('promise', 'debt', 'follow_up', 'birthday', 'spouse_birthday', 'anniversary')),
    occurs_on TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'snoozed', 'dismissed')),
    until_on TEXT,
    marked_at INTEGER NOT NULL,
    PRIMARY KEY (staff_id, kind, occurs_on, subject_id),
    CHECK ((until_on IS NULL) = (state <> 'snoozed'))
) STRICT, WITHOUT ROWID;

CREATE TABLE enquiry (
    id INTEGER NOT NULL PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    data_key BLOB,
    customer_id INTEGER REFERENCES customer (id),
    kind TEXT NOT NULL CHECK (kind IN ('general', 'appointment', 'repair', 'order')),
    status TEXT NOT NULL CHECK (status IN ('new', 'contacted', 'booked', 'completed', 'converted', 'cancelled')),
    text_enc BLOB NOT NULL,
    booked_on TEXT,
    follow_up_id INTEGER UNIQUE REFERENCES follow_up (id),
    sale_id INTEGER REFERENCES sale (id),
    form_digest TEXT UNIQUE,
    for_staff_id INTEGER REFERENCES staff (id),
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    created_at INTEGER NOT NULL,
    ended_at INTEGER,
    CHECK ((customer_id IS NULL) = (data_key IS NOT NULL)),
    CHECK ((ended_at IS NULL) = (status IN ('new', 'contacted', 'booked'))),
    CHECK (booked_on IS NOT NULL OR status <> 'booked'),
    CHECK ((follow_up_id IS NOT NULL) + (sale_id IS NOT NULL) = (status = 'converted'))
) STRICT;

CREATE INDEX follow_up_open ON follow_up (due_on) WHERE status IN ('to_do', 'in_progress');
CREATE INDEX follow_up_by_customer ON follow_up (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX reminder_snoozed ON reminder_mark (staff_id, until_on) WHERE state = 'snoozed';
CREATE INDEX enquiry_open ON enquiry (created_at, status, kind, for_staff_id, customer_id)
    WHERE status IN ('new', 'contacted', 'booked');
CREATE INDEX enquiry_ended ON enquiry (ended_at, kind, for_staff_id, customer_id)
    WHERE ended_at IS NOT NULL AND text_enc <> x'';
CREATE INDEX enquiry_by_customer ON enquiry (customer_id) WHERE customer_id IS NOT NULL;
