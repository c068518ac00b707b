CREATE TABLE customer (
    id INTEGER NOT NULL PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    data_key BLOB,
    first_name TEXT,
    last_name TEXT,
    full_name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    search_text TEXT NOT NULL,
    name_words TEXT NOT NULL,
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
    card_code TEXT COLLATE NOCASE,
    debt_balance INTEGER NOT NULL DEFAULT 0,
    side INTEGER NOT NULL DEFAULT 0 CHECK (side IN (-1, 0, 1)),
    next_due_on TEXT,
    lifetime_spend INTEGER NOT NULL DEFAULT 0,
    visits INTEGER NOT NULL DEFAULT 0 CHECK (visits >= 0),
    last_sale_at INTEGER,
    last_paid_at INTEGER,
    credit_limit INTEGER CHECK (credit_limit >= 0),
    payment_terms_days INTEGER NOT NULL CHECK (payment_terms_days >= 0),
    on_hold INTEGER NOT NULL DEFAULT 0 CHECK (on_hold IN (0, 1)),
    points INTEGER NOT NULL DEFAULT 0 CHECK (points >= 0),
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
    archived_at INTEGER,
    last_event INTEGER NOT NULL,
    last_points INTEGER NOT NULL,
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
    till_until_on TEXT,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    written_at INTEGER NOT NULL
) STRICT;

CREATE INDEX customer_by_debt
    ON customer (debt_balance DESC, id, is_vip, side, next_due_on, substr(birthday, -5, 2)) WHERE archived_at IS NULL;
CREATE INDEX customer_by_name
    ON customer (sort_name, id, is_vip, side, substr(birthday, -5, 2)) WHERE archived_at IS NULL;
CREATE INDEX customer_by_creation
    ON customer (created_at, id, is_vip, side, substr(birthday, -5, 2)) WHERE archived_at IS NULL;
CREATE INDEX customer_by_update
    ON customer (updated_at, id, is_vip, side, substr(birthday, -5, 2)) WHERE archived_at IS NULL;
CREATE INDEX customer_by_figures
    ON customer (
        lifetime_spend, visits, coalesce(last_paid_at, last_sale_at), debt_balance, customer_since_on, location_id
    ) WHERE archived_at IS NULL;
CREATE INDEX customer_by_location
    ON customer (location_id, archived_at, debt_balance, side, is_vip, next_due_on) WHERE location_id IS NOT NULL;
CREATE INDEX customer_of_location
    ON customer (location_id, id, is_vip, side, substr(birthday, -5, 2)) WHERE archived_at IS NULL;
CREATE INDEX customer_merged ON customer (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX customer_archived ON customer (archived_at) WHERE archived_at IS NOT NULL;
CREATE UNIQUE INDEX customer_email ON customer (email_folded)
    WHERE email_folded IS NOT NULL AND archived_at IS NULL AND merged_into IS NULL;
CREATE UNIQUE INDEX customer_card ON customer (card_code)
    WHERE card_code IS NOT NULL AND archived_at IS NULL AND merged_into IS NULL;
CREATE INDEX customer_any_card ON customer (card_code) WHERE card_code IS NOT NULL;
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
CREATE INDEX customer_merge_by_keeper ON customer_merge (keeper_id);
CREATE INDEX customer_tag_by_tag ON customer_tag (folded, customer_id);
CREATE INDEX customer_tag_first ON customer_tag (folded, customer_id) WHERE position = 0;
CREATE INDEX note_by_customer ON note (customer_id, written_at);
