CREATE TABLE debt_payment (
    id INTEGER NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    amount INTEGER NOT NULL CHECK (amount > 0 AND amount <= 10000000000000),
    method TEXT NOT NULL CHECK (method IN ('cash', 'card', 'transfer', 'other')),
    note_enc BLOB,
    at INTEGER NOT NULL,
    entered_at INTEGER NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id)
) STRICT;

CREATE TABLE account_adjustment (
    id INTEGER NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    kind TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount <> 0 AND abs(amount) <= 10000000000000),
    reason_enc BLOB NOT NULL,
    reference_enc BLOB,
    method TEXT CHECK (method IN ('cash', 'card', 'transfer', 'other')),
    reverses INTEGER UNIQUE,
    due_on TEXT,
    at INTEGER NOT NULL,
    entered_at INTEGER NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    CHECK (CASE
        WHEN kind IN ('opening_balance', 'correction', 'reversal') THEN 1
        WHEN kind IN ('credit_paid_out', 'transfer_in') THEN amount > 0
        WHEN kind IN ('goodwill_credit', 'refund_as_credit', 'voucher_reversal', 'write_off', 'transfer_out')
            THEN amount < 0
        ELSE 0 END),
    CHECK ((kind = 'reversal') = (reverses IS NOT NULL))
) STRICT;

CREATE TABLE charge (
    event_id INTEGER NOT NULL PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    kind TEXT NOT NULL CHECK (kind IN ('sale', 'adjustment')),
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    due_on TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    outstanding INTEGER NOT NULL CHECK (outstanding BETWEEN 0 AND amount),
    settled_at INTEGER,
    reversed_at INTEGER,
    disputed INTEGER NOT NULL DEFAULT 0 CHECK (disputed IN (0, 1))
) STRICT;

CREATE TABLE credit (
    event_id INTEGER NOT NULL PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    kind TEXT NOT NULL,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    unallocated INTEGER NOT NULL CHECK (unallocated BETWEEN 0 AND amount),
    reversed_at INTEGER
) STRICT;

CREATE TABLE allocation (
    id INTEGER NOT NULL PRIMARY KEY,
    credit_id INTEGER NOT NULL REFERENCES credit (event_id),
    charge_id INTEGER NOT NULL REFERENCES charge (event_id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    made_at INTEGER NOT NULL,
    counts_from INTEGER
) STRICT;

CREATE TABLE allocation_release (
    allocation_id INTEGER NOT NULL PRIMARY KEY REFERENCES allocation (id),
    released_by INTEGER NOT NULL,
    released_at INTEGER NOT NULL
) STRICT;

CREATE TABLE transfer (
    out_id INTEGER NOT NULL PRIMARY KEY REFERENCES account_adjustment (id),
    in_id INTEGER NOT NULL UNIQUE REFERENCES account_adjustment (id)
) STRICT;

CREATE TABLE dispute (
    id INTEGER NOT NULL PRIMARY KEY,
    charge_id INTEGER NOT NULL REFERENCES charge (event_id),
    note_enc BLOB NOT NULL,
    opened_at INTEGER NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id)
) STRICT;

CREATE TABLE dispute_end (
    dispute_id INTEGER NOT NULL PRIMARY KEY REFERENCES dispute (id),
    outcome TEXT NOT NULL CHECK (outcome IN ('stands', 'lower', 'write-off')),
    adjustment_id INTEGER REFERENCES account_adjustment (id),
    reason_enc BLOB NOT NULL,
    ended_at INTEGER NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    CHECK ((outcome = 'stands') = (adjustment_id IS NULL))
) STRICT;

CREATE TABLE promise (
    id INTEGER NOT NULL PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    due_on TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    made_at INTEGER NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id)
) STRICT;

CREATE INDEX payment_by_customer ON debt_payment (customer_id, at, id);
CREATE INDEX payment_by_day ON debt_payment (at);
CREATE INDEX adjustment_by_customer ON account_adjustment (customer_id, at, id);
CREATE INDEX charge_by_customer ON charge (customer_id, at);
CREATE INDEX charge_open ON charge (customer_id, due_on, at, event_id, outstanding, disputed) WHERE outstanding > 0;
CREATE INDEX charge_due ON charge (due_on, outstanding, disputed) WHERE outstanding > 0;
CREATE INDEX charge_settled ON charge (customer_id, settled_at) WHERE settled_at IS NOT NULL;
CREATE INDEX credit_by_customer ON credit (customer_id, at);
CREATE INDEX credit_waiting ON credit (customer_id, at, event_id, unallocated) WHERE unallocated > 0;
CREATE INDEX allocation_by_charge ON allocation (charge_id);
CREATE INDEX allocation_by_credit ON allocation (credit_id);
CREATE INDEX dispute_by_charge ON dispute (charge_id);
CREATE INDEX promise_by_day ON promise (due_on);
CREATE INDEX promise_by_customer ON promise (customer_id);
