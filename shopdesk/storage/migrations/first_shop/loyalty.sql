CREATE TABLE sale_points (
    sale_id INTEGER NOT NULL PRIMARY KEY REFERENCES sale (id),
    promised INTEGER NOT NULL CHECK (promised >= 0),
    at_once INTEGER NOT NULL CHECK (at_once IN (0, 1))
) STRICT;

CREATE TABLE points_entry (
    id INTEGER NOT NULL PRIMARY KEY,
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    sale_id INTEGER REFERENCES sale_points (sale_id),
    kind TEXT NOT NULL,
    points INTEGER NOT NULL CHECK (points <> 0),
    reason_enc BLOB,
    at INTEGER NOT NULL,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    CHECK (CASE
        WHEN kind IN ('earned', 'returned') THEN points > 0
        WHEN kind IN ('taken_back', 'redeemed') THEN points < 0
        ELSE kind = 'adjusted' END),
    CHECK ((sale_id IS NULL) = (kind = 'adjusted')),
    CHECK ((reason_enc IS NULL) = (kind <> 'adjusted'))
) STRICT;

CREATE TABLE points_due (
    sale_id INTEGER NOT NULL PRIMARY KEY REFERENCES sale_points (sale_id)
) STRICT;

CREATE INDEX points_entry_by_customer ON points_entry (customer_id, id);
CREATE INDEX points_entry_by_sale ON points_entry (sale_id) WHERE sale_id IS NOT NULL;
CREATE TRIGGER points_moved AFTER INSERT ON points_entry BEGIN
    UPDATE customer SET points = points + new.points, points_earned = points_earned +
        iif(new.kind IN ('earned', 'taken_back') OR (new.kind = 'adjusted' AND new.points > 0), new.points, 0)
        WHERE id = (SELECT coalesce(merged_into, id) FROM customer WHERE id = new.customer_id);
    DELETE FROM points_due WHERE sale_id = new.sale_id AND new.kind IN ('earned', 'taken_back');
END;

CREATE TRIGGER sale_promises_points AFTER INSERT ON sale_points BEGIN
    INSERT INTO points_due (sale_id) VALUES (new.sale_id);
END;

CREATE TRIGGER charge_moves_points AFTER UPDATE OF outstanding ON charge
WHEN (new.outstanding = 0) <> (old.outstanding = 0)
BEGIN
    INSERT INTO points_due (sale_id) SELECT sale_id FROM sale_points WHERE sale_id IN
        (SELECT new.event_id UNION ALL SELECT sale_id FROM sale_correction WHERE adjustment_id = new.event_id)
        ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER correction_moves_points AFTER INSERT ON sale_correction BEGIN
    INSERT INTO points_due (sale_id) SELECT sale_id FROM sale_points WHERE sale_id = new.sale_id
        ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER refund_moves_points AFTER INSERT ON sale_refund BEGIN
    INSERT INTO points_due (sale_id) SELECT sale_id FROM sale_points WHERE sale_id = new.sale_id
        ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER reversal_moves_points AFTER INSERT ON account_adjustment WHEN new.reverses IS NOT NULL BEGIN
    INSERT INTO points_due (sale_id) SELECT sale_id FROM sale_points WHERE sale_id IN (
        SELECT sale_id FROM sale_refund WHERE adjustment_id = new.reverses UNION ALL
        SELECT sale_id FROM sale_correction WHERE adjustment_id = new.reverses
    ) ON CONFLICT DO NOTHING;
END;
