"""The first shop: customers, the account with its events and allocations, staff, settings, the journal."""

from alembic import op

revision = "0001"
down_revision = None

_TABLES = """
CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE counter (
    name TEXT NOT NULL PRIMARY KEY,
    value INTEGER NOT NULL CHECK (value >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE location (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE staff (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL COLLATE NOCASE UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('owner', 'cashier')),
    pin_hash TEXT,
    failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
    locked_until INTEGER,
    location_id INTEGER REFERENCES location (id),
    disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE customer (
    id INTEGER NOT NULL PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    data_key BLOB,
    first_name TEXT,
    last_name TEXT,
    full_name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    search_text TEXT NOT NULL,
    email TEXT,
    email_folded TEXT,
    mobile TEXT,
    landline TEXT,
    pii_enc BLOB,
    birthday TEXT,
    anniversary TEXT,
    spouse_name TEXT,
    spouse_birthday TEXT,
    source TEXT,
    communication_preference TEXT,
    customer_since_on TEXT NOT NULL,
    is_vip INTEGER NOT NULL DEFAULT 0 CHECK (is_vip IN (0, 1)),
    location_id INTEGER REFERENCES location (id),
    debt_balance INTEGER NOT NULL DEFAULT 0,
    side INTEGER NOT NULL DEFAULT 0 CHECK (side IN (-1, 0, 1)),
    next_due_on TEXT,
    credit_limit INTEGER CHECK (credit_limit >= 0),
    payment_terms_days INTEGER NOT NULL CHECK (payment_terms_days >= 0),
    on_hold INTEGER NOT NULL DEFAULT 0 CHECK (on_hold IN (0, 1)),
    points INTEGER NOT NULL DEFAULT 0,
    points_earned INTEGER NOT NULL DEFAULT 0 CHECK (points_earned >= 0),
    merged_into INTEGER REFERENCES customer (id),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    archived_at INTEGER,
    row_version INTEGER NOT NULL DEFAULT 1,
    CHECK (archived_at IS NULL OR debt_balance = 0),
    CHECK (merged_into IS NULL OR (archived_at IS NOT NULL AND debt_balance = 0 AND merged_into <> id)),
    CHECK (data_key IS NOT NULL OR (archived_at IS NOT NULL AND pii_enc IS NULL))
) STRICT;

CREATE TABLE tally (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    customers INTEGER NOT NULL,
    vip INTEGER NOT NULL,
    debtors INTEGER NOT NULL,
    in_credit INTEGER NOT NULL,
    owed INTEGER NOT NULL
) STRICT;

CREATE TABLE due_day (
    due_on TEXT NOT NULL PRIMARY KEY,
    outstanding INTEGER NOT NULL DEFAULT 0,
    customers INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE customer_merge (
    id INTEGER NOT NULL PRIMARY KEY,
    keeper_id INTEGER NOT NULL REFERENCES customer (id),
    other_id INTEGER NOT NULL UNIQUE REFERENCES customer (id),
    before_enc BLOB NOT NULL,
    picked TEXT,
    points INTEGER NOT NULL,
    points_earned INTEGER NOT NULL CHECK (points_earned >= 0),
    archived_at INTEGER,
    last_event INTEGER NOT NULL,
    last_statement INTEGER NOT NULL,
    keeper_version INTEGER NOT NULL,
    merged_at INTEGER NOT NULL,
    CHECK (keeper_id <> other_id)
) STRICT;

CREATE TABLE not_twin (
    one_id INTEGER NOT NULL REFERENCES customer (id),
    other_id INTEGER NOT NULL REFERENCES customer (id),
    PRIMARY KEY (one_id, other_id),
    CHECK (one_id < other_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE customer_tag (
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    folded TEXT NOT NULL,
    tag TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (customer_id, folded)
) STRICT, WITHOUT ROWID;

CREATE TABLE suburb (
    folded TEXT NOT NULL,
    state TEXT NOT NULL,
    postcode TEXT NOT NULL,
    name TEXT NOT NULL,
    times_used INTEGER NOT NULL CHECK (times_used > 0),
    PRIMARY KEY (folded, state, postcode)
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
    id INTEGER NOT NULL PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    text_enc BLOB NOT NULL,
    pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    written_at INTEGER NOT NULL
) STRICT;

CREATE TABLE follow_up (
    id INTEGER NOT NULL PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    data_key BLOB,
    customer_id INTEGER REFERENCES customer (id),
    title_enc BLOB NOT NULL,
    due_on TEXT NOT NULL,
    priority TEXT NOT NULL CHECK (priority IN ('low', 'normal', 'high')),
    status TEXT NOT NULL CHECK (status IN ('to_do', 'in_progress', 'done', 'cancelled')),
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
    follow_up_id INTEGER REFERENCES follow_up (id),
    sale_id INTEGER REFERENCES sale (id),
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    created_at INTEGER NOT NULL,
    ended_at INTEGER,
    CHECK ((customer_id IS NULL) = (data_key IS NOT NULL)),
    CHECK ((ended_at IS NULL) = (status IN ('new', 'contacted', 'booked'))),
    CHECK (booked_on IS NOT NULL OR status <> 'booked'),
    CHECK ((follow_up_id IS NOT NULL) + (sale_id IS NOT NULL) = (status = 'converted'))
) STRICT;

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
    CHECK (on_account + cash + card + transfer + other = total),
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
    adjustment_id INTEGER UNIQUE REFERENCES account_adjustment (id),
    reason TEXT,
    reason_enc BLOB,
    at INTEGER NOT NULL,
    entered_at INTEGER NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    CHECK (credited + cash + card + transfer + other = amount),
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
) STRICT
"""

_INDEXES = """
CREATE INDEX customer_by_debt
    ON customer (debt_balance DESC, id, is_vip, side, next_due_on, substr(birthday, -5, 2)) WHERE archived_at IS NULL;
CREATE INDEX customer_by_name
    ON customer (sort_name, id, is_vip, side, substr(birthday, -5, 2)) WHERE archived_at IS NULL;
CREATE INDEX customer_by_creation
    ON customer (created_at, id, is_vip, side, substr(birthday, -5, 2)) WHERE archived_at IS NULL;
CREATE INDEX customer_by_update
    ON customer (updated_at, id, is_vip, side, substr(birthday, -5, 2)) WHERE archived_at IS NULL;
CREATE INDEX customer_by_location
    ON customer (location_id, archived_at, debt_balance, side, is_vip, next_due_on) WHERE location_id IS NOT NULL;
CREATE INDEX customer_merged ON customer (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX customer_merge_by_keeper ON customer_merge (keeper_id);
CREATE INDEX customer_archived ON customer (archived_at) WHERE archived_at IS NOT NULL;
CREATE UNIQUE INDEX customer_email ON customer (email_folded)
    WHERE email_folded IS NOT NULL AND archived_at IS NULL AND merged_into IS NULL;
CREATE INDEX customer_any_email ON customer (email_folded, merged_into) WHERE email_folded IS NOT NULL;
CREATE INDEX customer_mobile ON customer (mobile) WHERE mobile IS NOT NULL;
CREATE INDEX customer_landline ON customer (landline) WHERE landline IS NOT NULL;
CREATE INDEX customer_source ON customer (source) WHERE source IS NOT NULL;
CREATE INDEX customer_birthday ON customer (substr(birthday, -5), id, archived_at) WHERE birthday IS NOT NULL;
CREATE INDEX customer_spouse_birthday
    ON customer (substr(spouse_birthday, -5), id, archived_at) WHERE spouse_birthday IS NOT NULL;
CREATE INDEX customer_anniversary
    ON customer (substr(anniversary, -5), id, archived_at) WHERE anniversary IS NOT NULL;
CREATE INDEX customer_by_phone
    ON customer (coalesce(mobile, landline), id, is_vip, side, substr(birthday, -5, 2))
    WHERE archived_at IS NULL AND coalesce(mobile, landline) IS NOT NULL;
CREATE INDEX customer_by_email
    ON customer (email_folded, id, is_vip, side, substr(birthday, -5, 2))
    WHERE archived_at IS NULL AND email_folded IS NOT NULL;
CREATE INDEX customer_vip
    ON customer (side, next_due_on, debt_balance, substr(birthday, -5, 2)) WHERE is_vip = 1 AND archived_at IS NULL;
CREATE INDEX customer_vip_by_email
    ON customer (email_folded, id, side, next_due_on, debt_balance, substr(birthday, -5, 2))
    WHERE is_vip = 1 AND archived_at IS NULL AND email_folded IS NOT NULL;
CREATE INDEX customer_without_phone ON customer (id)
    WHERE archived_at IS NULL AND coalesce(mobile, landline) IS NULL;
CREATE INDEX customer_without_email ON customer (id) WHERE archived_at IS NULL AND email_folded IS NULL;
CREATE INDEX customer_tag_by_tag ON customer_tag (folded, customer_id);
CREATE INDEX customer_tag_first ON customer_tag (folded, customer_id) WHERE position = 0;
CREATE INDEX note_by_customer ON note (customer_id, written_at);
CREATE INDEX follow_up_open ON follow_up (due_on) WHERE status IN ('to_do', 'in_progress');
CREATE INDEX follow_up_by_customer ON follow_up (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX reminder_snoozed ON reminder_mark (staff_id, until_on) WHERE state = 'snoozed';
CREATE INDEX enquiry_open ON enquiry (created_at) WHERE status IN ('new', 'contacted', 'booked');
CREATE INDEX sale_by_customer ON sale (customer_id, at, id);
CREATE INDEX sale_by_day ON sale (at, id, staff_id, total, on_account);
CREATE INDEX sale_uncounted ON sale (at, id) WHERE cash > 0 AND on_account = 0 AND cash_given IS NULL;
CREATE UNIQUE INDEX item_by_barcode ON item (barcode) WHERE barcode IS NOT NULL;
CREATE INDEX item_by_use ON item (times_sold DESC, last_sold_at DESC);
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
CREATE INDEX sale_correction_by_sale ON sale_correction (sale_id);
CREATE INDEX sale_refund_by_sale ON sale_refund (sale_id);
CREATE INDEX sale_refund_line_by_line ON sale_refund_line (sale_id, position);
CREATE INDEX sale_refund_by_customer ON sale_refund (customer_id);
CREATE INDEX sale_refund_by_day ON sale_refund (at);
CREATE INDEX dispute_by_charge ON dispute (charge_id);
CREATE INDEX promise_by_day ON promise (due_on);
CREATE INDEX promise_by_customer ON promise (customer_id);
CREATE INDEX statement_by_customer ON statement (customer_id, to_on);
CREATE INDEX day_close_by_day ON day_close (closed_on, id);
CREATE INDEX day_close_by_event ON day_close (last_event);
CREATE INDEX journal_parked ON journal (at) WHERE deed = 'park';
CREATE INDEX journal_by_subject ON journal (subject, sequence)
"""

_SEARCH = """
CREATE VIRTUAL TABLE customer_search USING fts5 (
    search_text, content='customer', content_rowid='id', tokenize='trigram case_sensitive 1', detail=none, columnsize=0
)
--
-- else erased words stay in the index's pages
INSERT INTO customer_search (customer_search, rank) VALUES ('secure-delete', 1)
--
CREATE VIRTUAL TABLE customer_search_terms USING fts5vocab (customer_search, row)
--
CREATE TRIGGER customer_search_insert AFTER INSERT ON customer BEGIN
    INSERT INTO customer_search (rowid, search_text) VALUES (new.id, new.search_text);
END
--
-- an external-content index forgets only what it is told word for word
CREATE TRIGGER customer_search_update AFTER UPDATE OF search_text ON customer BEGIN
    INSERT INTO customer_search (customer_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
    INSERT INTO customer_search (rowid, search_text) VALUES (new.id, new.search_text);
END
--
CREATE TRIGGER customer_search_delete AFTER DELETE ON customer BEGIN
    INSERT INTO customer_search (customer_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);
END
"""

_REMEMBERED = """
CREATE TRIGGER customer_added AFTER INSERT ON customer WHEN new.archived_at IS NULL BEGIN
    UPDATE tally SET customers = customers + 1, vip = vip + new.is_vip;
END
--
CREATE TRIGGER customer_changed AFTER UPDATE OF is_vip, debt_balance, archived_at ON customer
WHEN new.debt_balance <> old.debt_balance OR new.is_vip <> old.is_vip
    OR (new.archived_at IS NULL) <> (old.archived_at IS NULL)
BEGIN
    UPDATE tally SET
        customers = customers + (new.archived_at IS NULL) - (old.archived_at IS NULL),
        vip = vip + (new.archived_at IS NULL AND new.is_vip) - (old.archived_at IS NULL AND old.is_vip),
        debtors = debtors + (new.debt_balance > 0) - (old.debt_balance > 0),
        in_credit = in_credit + (new.debt_balance < 0) - (old.debt_balance < 0),
        owed = owed + max(new.debt_balance, 0) - max(old.debt_balance, 0);
    UPDATE customer SET side = sign(debt_balance) WHERE id = new.id AND side <> sign(debt_balance);
END
--
CREATE TRIGGER customer_next_due AFTER UPDATE OF next_due_on ON customer
WHEN new.next_due_on IS NOT old.next_due_on
BEGIN
    UPDATE due_day SET customers = customers - 1 WHERE due_on = old.next_due_on;
    UPDATE due_day SET customers = customers + 1 WHERE due_on = new.next_due_on;
END
--
CREATE TRIGGER charge_added AFTER INSERT ON charge WHEN new.outstanding > 0 AND new.disputed = 0 BEGIN
    INSERT INTO due_day (due_on) VALUES (new.due_on) ON CONFLICT DO NOTHING;
    UPDATE due_day SET outstanding = outstanding + new.outstanding WHERE due_on = new.due_on;
    UPDATE customer SET next_due_on = new.due_on
        WHERE id = new.customer_id AND (next_due_on IS NULL OR next_due_on > new.due_on);
END
--
CREATE TRIGGER charge_changed AFTER UPDATE OF customer_id, outstanding, disputed ON charge
WHEN new.customer_id <> old.customer_id OR new.outstanding <> old.outstanding OR new.disputed <> old.disputed
BEGIN
    INSERT INTO due_day (due_on) VALUES (new.due_on) ON CONFLICT DO NOTHING;
    UPDATE due_day SET outstanding = outstanding
        + iif(new.disputed, 0, new.outstanding) - iif(old.disputed, 0, old.outstanding) WHERE due_on = new.due_on;
    UPDATE customer SET next_due_on = (
        SELECT min(due_on) FROM charge WHERE customer_id = customer.id AND outstanding > 0 AND disputed = 0
    ) WHERE id IN (old.customer_id, new.customer_id);
END
"""

_APPEND_ONLY = (
    "sale",
    "sale_line",
    "debt_payment",
    "account_adjustment",
    "allocation",
    "allocation_release",
    "sale_correction",
    "sale_refund",
    "sale_refund_line",
    "transfer",
    "dispute",
    "dispute_end",
    "promise",
    "statement",
    "day_close",
    "request",
    "journal",
)


def upgrade() -> None:
    """Lay the tables, their indexes, and the triggers that let events only grow."""
    for statement in (*_TABLES.split(";"), *_INDEXES.split(";")):
        op.execute(statement)
    for statement in (*_SEARCH.split("\n--\n"), *_REMEMBERED.split("\n--\n")):
        op.get_bind().exec_driver_sql(statement)
    for table in _APPEND_ONLY:
        for deed in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
            )
    for name in ("event", "sale", "payment", "adjustment", "refund", "statement"):
        op.execute(f"INSERT INTO counter VALUES ('{name}', 0)")
    op.execute("INSERT INTO tally VALUES (1, 0, 0, 0, 0, 0)")
    op.execute("INSERT INTO anchor VALUES (1, lower(hex(randomblob(16))), 0, NULL)")


def downgrade() -> None:
    """Take everything down again, children first."""
    op.execute("DROP TABLE customer_search_terms")
    op.execute("DROP TABLE customer_search")
    tables = [line.split()[2] for line in _TABLES.splitlines() if line.startswith("CREATE TABLE")]
    for table in reversed(tables):
        op.execute(f"DROP TABLE {table}")
