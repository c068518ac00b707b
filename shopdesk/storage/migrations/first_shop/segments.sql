CREATE TABLE segment (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE,
    meets TEXT NOT NULL CHECK (meets IN ('all', 'any')),
    made_at INTEGER NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id)
) STRICT;

CREATE TABLE segment_rule (
    segment_id INTEGER NOT NULL REFERENCES segment (id),
    position INTEGER NOT NULL,
    asks TEXT NOT NULL CHECK (asks IN (
        'spent_more', 'spent_less', 'visited_more', 'visited_less', 'seen_within', 'not_seen_for', 'never_seen',
        'tagged', 'not_tagged', 'owes_more', 'owes_less', 'in_credit', 'customer_for_less', 'customer_for_more',
        'birthday_within', 'anniversary_within'
    )),
    number INTEGER NOT NULL CHECK (number BETWEEN 0 AND 10000000000000),
    months INTEGER NOT NULL CHECK (months BETWEEN 0 AND 1200),
    tag TEXT NOT NULL,
    PRIMARY KEY (segment_id, position),
    CHECK (months = 0 OR asks IN ('spent_more', 'spent_less', 'visited_more', 'visited_less')),
    CHECK ((tag <> '') = (asks IN ('tagged', 'not_tagged')))
) STRICT, WITHOUT ROWID;
