CREATE TABLE statement (
    id INTEGER NOT NULL PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    from_on TEXT NOT NULL,
    to_on TEXT NOT NULL,
    opening INTEGER NOT NULL,
    late INTEGER NOT NULL,
    charges INTEGER NOT NULL,
    payments INTEGER NOT NULL,
    closing INTEGER NOT NULL,
    last_event INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    code TEXT NOT NULL,
    paper_enc BLOB NOT NULL,
    issued_at INTEGER NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    CHECK (opening + late + charges - payments = closing),
    CHECK (from_on <= to_on)
) STRICT;

CREATE TABLE day_close (
    id INTEGER NOT NULL PRIMARY KEY,
    closed_on TEXT NOT NULL,
    last_event INTEGER NOT NULL CHECK (last_event >= 0),
    last_refund INTEGER NOT NULL CHECK (last_refund >= 0),
    cash_sales INTEGER NOT NULL,
    cash_collections INTEGER NOT NULL,
    cash_refunds INTEGER NOT NULL,
    cash_paid_out INTEGER NOT NULL,
    cash_corrections INTEGER NOT NULL,
    card INTEGER NOT NULL,
    transfer INTEGER NOT NULL,
    other INTEGER NOT NULL,
    credit_sales INTEGER NOT NULL,
    collections INTEGER NOT NULL,
    adjustments INTEGER NOT NULL,
    cash_float INTEGER NOT NULL CHECK (cash_float >= 0),
    expected INTEGER NOT NULL,
    counted INTEGER NOT NULL CHECK (counted >= 0),
    opening_debt INTEGER NOT NULL,
    closing_debt INTEGER NOT NULL,
    balances INTEGER NOT NULL,
    closed_at INTEGER NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    CHECK (cash_float + cash_sales + cash_collections + cash_corrections - cash_refunds - cash_paid_out = expected),
    CHECK (opening_debt + credit_sales - collections + adjustments = closing_debt)
) STRICT;

CREATE INDEX statement_by_customer ON statement (customer_id, to_on);
CREATE INDEX day_close_by_day ON day_close (closed_on, id);
CREATE INDEX day_close_by_event ON day_close (last_event);
