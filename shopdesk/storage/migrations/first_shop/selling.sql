CREATE TABLE sale (
    id INTEGER NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    customer_id INTEGER REFERENCES customer (id),
    total INTEGER NOT NULL CHECK (total > 0 AND total <= 10000000000000),
    on_account INTEGER NOT NULL CHECK (on_account >= 0),
    cash INTEGER NOT NULL CHECK (cash >= 0),
    card INTEGER NOT NULL CHECK (card >= 0),
    transfer INTEGER NOT NULL CHECK (transfer >= 0),
    other INTEGER NOT NULL CHECK (other >= 0),
    redeemed INTEGER NOT NULL DEFAULT 0 CHECK (redeemed >= 0),
    cash_given INTEGER CHECK (cash_given >= cash),
    discount INTEGER NOT NULL DEFAULT 0 CHECK (discount >= 0),
    rounding INTEGER NOT NULL DEFAULT 0 CHECK (rounding = 0 OR cash > 0),
    items INTEGER NOT NULL CHECK (items >= 0),
    due_on TEXT,
    note_enc BLOB,
    override_enc BLOB,
    at INTEGER NOT NULL,
    entered_at INTEGER NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    CHECK (on_account + cash + card + transfer + other + redeemed = total),
    CHECK (redeemed = 0 OR customer_id IS NOT NULL),
    CHECK (on_account = 0 OR (customer_id IS NOT NULL AND due_on IS NOT NULL))
) STRICT;

CREATE TABLE sale_line (
    sale_id INTEGER NOT NULL REFERENCES sale (id),
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    quantity TEXT NOT NULL,
    price INTEGER NOT NULL,
    tax_rate TEXT NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (sale_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE item (
    folded TEXT NOT NULL PRIMARY KEY,
    text TEXT NOT NULL,
    barcode TEXT,
    price INTEGER NOT NULL,
    tax_rate TEXT NOT NULL,
    times_sold INTEGER NOT NULL CHECK (times_sold > 0),
    last_sold_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE parked_sale (
    id INTEGER NOT NULL PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    data_key BLOB NOT NULL,
    customer_id INTEGER REFERENCES customer (id),
    content_enc BLOB NOT NULL,
    parked_at INTEGER NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id)
) STRICT;

CREATE TABLE sale_correction (
    adjustment_id INTEGER NOT NULL PRIMARY KEY REFERENCES account_adjustment (id),
    sale_id INTEGER NOT NULL REFERENCES sale (id),
    corrected_to TEXT NOT NULL CHECK (corrected_to IN ('paid', 'debt')),
    cash INTEGER NOT NULL,
    card INTEGER NOT NULL,
    transfer INTEGER NOT NULL,
    other INTEGER NOT NULL,
    CHECK (CASE corrected_to
        WHEN 'paid' THEN min(cash, card, transfer, other) >= 0 AND cash + card + transfer + other > 0
        ELSE max(cash, card, transfer, other) <= 0 AND cash + card + transfer + other < 0 END)
) STRICT;

CREATE TABLE sale_refund (
    id INTEGER NOT NULL PRIMARY KEY,
    sale_id INTEGER NOT NULL REFERENCES sale (id),
    customer_id INTEGER REFERENCES customer (id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    credited INTEGER NOT NULL CHECK (credited >= 0),
    cash INTEGER NOT NULL CHECK (cash >= 0),
    card INTEGER NOT NULL CHECK (card >= 0),
    transfer INTEGER NOT NULL CHECK (transfer >= 0),
    other INTEGER NOT NULL CHECK (other >= 0),
    redeemed INTEGER NOT NULL DEFAULT 0 CHECK (redeemed >= 0),
    adjustment_id INTEGER UNIQUE REFERENCES account_adjustment (id),
    reason TEXT,
    reason_enc BLOB,
    at INTEGER NOT NULL,
    entered_at INTEGER NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    CHECK (credited + cash + card + transfer + other + redeemed = amount),
    CHECK ((credited > 0) = (adjustment_id IS NOT NULL)),
    CHECK ((customer_id IS NULL) = (reason IS NOT NULL)),
    CHECK ((customer_id IS NULL) = (reason_enc IS NULL))
) STRICT;

CREATE TABLE sale_refund_line (
    refund_id INTEGER NOT NULL REFERENCES sale_refund (id),
    sale_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (refund_id, position),
    FOREIGN KEY (sale_id, position) REFERENCES sale_line (sale_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX sale_by_customer ON sale (customer_id, at, id);
CREATE INDEX sale_by_day ON sale (at, id, staff_id, total, on_account);
CREATE INDEX sale_uncounted ON sale (at, id) WHERE cash > 0 AND on_account = 0 AND cash_given IS NULL;
CREATE UNIQUE INDEX item_by_barcode ON item (barcode) WHERE barcode IS NOT NULL;
CREATE INDEX item_by_use ON item (times_sold DESC, last_sold_at DESC);
CREATE INDEX sale_correction_by_sale ON sale_correction (sale_id);
CREATE INDEX sale_refund_by_sale ON sale_refund (sale_id);
CREATE INDEX sale_refund_by_customer ON sale_refund (customer_id);
CREATE INDEX sale_refund_by_day ON sale_refund (at);
CREATE INDEX sale_refund_line_by_line ON sale_refund_line (sale_id, position);
