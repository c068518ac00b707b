CREATE TABLE sale_spent (
    sale_id INTEGER NOT NULL PRIMARY KEY REFERENCES sale (id),
    customer_id INTEGER NOT NULL REFERENCES customer (id),
    at INTEGER NOT NULL,
    paid_at INTEGER,
    amount INTEGER NOT NULL CHECK (amount >= 0)
) STRICT;

CREATE INDEX sale_spent_by_customer ON sale_spent (customer_id, at, amount);

CREATE VIEW sale_charge AS -- what stands for a sale on an account: its own charge, and those of its corrections
    SELECT event_id AS sale_id, event_id, settled_at FROM charge WHERE kind = 'sale' AND reversed_at IS NULL
    UNION ALL SELECT sale_id, event_id, settled_at FROM sale_correction JOIN charge ON event_id = adjustment_id
    WHERE reversed_at IS NULL;

CREATE VIEW sale_spent_now AS -- whose a sale is, when it became paid, and what of it counts as spent: no points
    SELECT sale_id, customer_id, at, (
        SELECT max(paid_at) FROM (
            SELECT settled_at AS paid_at FROM sale_charge WHERE sale_charge.sale_id = named.sale_id
            UNION ALL SELECT at WHERE on_account = 0 AND NOT EXISTS (
                SELECT 1 FROM sale_correction WHERE sale_correction.sale_id = named.sale_id AND corrected_to = 'debt'
                AND NOT EXISTS (
                    SELECT 1 FROM account_adjustment AS undone WHERE undone.reverses = sale_correction.adjustment_id
                )
            )
        )
    ) AS paid_at, iif(
        EXISTS (SELECT 1 FROM sale_charge WHERE sale_charge.sale_id = named.sale_id AND settled_at IS NULL)
        OR EXISTS (
            SELECT 1 FROM sale_charge JOIN allocation ON charge_id = sale_charge.event_id
            JOIN credit ON credit.event_id = credit_id
            WHERE sale_charge.sale_id = named.sale_id AND credit.kind IN ('write_off', 'goodwill_credit')
            AND NOT EXISTS (SELECT 1 FROM allocation_release WHERE allocation_id = allocation.id)
        ), 0, total - redeemed - (
            SELECT coalesce(sum(sale_refund.amount - sale_refund.redeemed), 0) FROM sale_refund WHERE sale_refund.sale_id = named.sale_id
            AND NOT EXISTS (
                SELECT 1 FROM account_adjustment AS undone WHERE undone.reverses = sale_refund.adjustment_id
            )
        )
    ) AS amount FROM (
        SELECT sale.id AS sale_id, coalesce(holder.merged_into, holder.id) AS customer_id, at, on_account, total, redeemed
        FROM sale JOIN customer AS holder ON holder.id = coalesce(sale.customer_id, (
            SELECT account_adjustment.customer_id FROM sale_correction
            JOIN account_adjustment ON account_adjustment.id = adjustment_id
            WHERE sale_correction.sale_id = sale.id AND NOT EXISTS (
                SELECT 1 FROM account_adjustment AS undone WHERE undone.reverses = adjustment_id
            ) ORDER BY adjustment_id LIMIT 1
        ))
    ) AS named;

CREATE TRIGGER sale_spent_at_once AFTER INSERT ON sale WHEN new.customer_id IS NOT NULL BEGIN
    INSERT INTO sale_spent SELECT new.id, coalesce(merged_into, id), new.at,
        iif(new.on_account = 0, new.at, NULL), iif(new.on_account = 0, new.total - new.redeemed, 0)
        FROM customer WHERE id = new.customer_id;
END;

CREATE TRIGGER sale_spent_settled AFTER UPDATE OF settled_at, reversed_at ON charge
WHEN new.settled_at IS NOT old.settled_at OR new.reversed_at IS NOT old.reversed_at
BEGIN
    UPDATE sale_spent SET paid_at = fresh.paid_at, amount = fresh.amount FROM sale_spent_now AS fresh
        WHERE fresh.sale_id = coalesce((SELECT sale_id FROM sale_correction WHERE adjustment_id = new.event_id),
            new.event_id) AND sale_spent.sale_id = fresh.sale_id;
END;

CREATE TRIGGER sale_spent_corrected AFTER INSERT ON sale_correction BEGIN
    INSERT INTO sale_spent SELECT * FROM sale_spent_now WHERE sale_id = new.sale_id
        ON CONFLICT (sale_id) DO UPDATE SET paid_at = excluded.paid_at, amount = excluded.amount;
END;

CREATE TRIGGER sale_spent_refunded AFTER INSERT ON sale_refund BEGIN
    UPDATE sale_spent SET paid_at = fresh.paid_at, amount = fresh.amount FROM sale_spent_now AS fresh
        WHERE fresh.sale_id = new.sale_id AND sale_spent.sale_id = fresh.sale_id;
END;

CREATE TRIGGER sale_spent_taken_back AFTER INSERT ON account_adjustment WHEN new.reverses IS NOT NULL BEGIN
    DELETE FROM sale_spent WHERE sale_id = (SELECT sale_id FROM sale_correction WHERE adjustment_id = new.reverses)
        AND sale_id NOT IN (SELECT sale_id FROM sale_spent_now WHERE sale_spent_now.sale_id = sale_spent.sale_id);
    UPDATE sale_spent SET paid_at = fresh.paid_at, amount = fresh.amount FROM sale_spent_now AS fresh
        WHERE fresh.sale_id = (
            SELECT sale_id FROM sale_correction WHERE adjustment_id = new.reverses
            UNION ALL SELECT sale_id FROM sale_refund WHERE adjustment_id = new.reverses
        ) AND sale_spent.sale_id = fresh.sale_id;
END;

CREATE TRIGGER sale_spent_merged AFTER UPDATE OF merged_into ON customer
WHEN new.merged_into IS NOT old.merged_into
BEGIN
    UPDATE sale_spent SET customer_id = coalesce(new.merged_into, new.id) WHERE sale_id IN (
        SELECT id FROM sale WHERE customer_id = new.id
        UNION ALL SELECT sale_id FROM account_adjustment
        JOIN sale_correction ON adjustment_id = account_adjustment.id JOIN sale ON sale.id = sale_id
        WHERE account_adjustment.customer_id = new.id AND sale.customer_id IS NULL
    );
END;

CREATE TRIGGER sale_spent_added AFTER INSERT ON sale_spent BEGIN
    UPDATE customer SET lifetime_spend = lifetime_spend + new.amount, visits = visits + 1,
        last_sale_at = max(ifnull(last_sale_at, new.at), new.at),
        last_paid_at = max(ifnull(last_paid_at, new.paid_at), ifnull(new.paid_at, last_paid_at))
        WHERE id = new.customer_id;
END;

CREATE TRIGGER sale_spent_changed AFTER UPDATE ON sale_spent
WHEN new.customer_id = old.customer_id AND (new.amount <> old.amount OR new.paid_at IS NOT old.paid_at)
BEGIN
    UPDATE customer SET lifetime_spend = lifetime_spend + new.amount - old.amount, last_paid_at = CASE
        WHEN new.paid_at >= ifnull(last_paid_at, new.paid_at) THEN new.paid_at
        WHEN old.paid_at = last_paid_at
            THEN (SELECT max(paid_at) FROM sale_spent WHERE customer_id = customer.id)
        ELSE last_paid_at END
        WHERE id = new.customer_id;
END;

CREATE TRIGGER sale_spent_moved AFTER UPDATE ON sale_spent WHEN new.customer_id <> old.customer_id BEGIN
    UPDATE customer SET lifetime_spend = lifetime_spend + new.amount, visits = visits + 1,
        last_sale_at = max(ifnull(last_sale_at, new.at), new.at),
        last_paid_at = max(ifnull(last_paid_at, new.paid_at), ifnull(new.paid_at, last_paid_at))
        WHERE id = new.customer_id;
    UPDATE customer SET lifetime_spend = lifetime_spend - old.amount, visits = visits - 1,
        last_sale_at = (SELECT max(at) FROM sale_spent WHERE customer_id = customer.id), last_paid_at = iif(
            old.paid_at = last_paid_at, (SELECT max(paid_at) FROM sale_spent WHERE customer_id = customer.id),
            last_paid_at
        ) WHERE id = old.customer_id;
END;

CREATE TRIGGER sale_spent_gone AFTER DELETE ON sale_spent BEGIN
    UPDATE customer SET lifetime_spend = lifetime_spend - old.amount, visits = visits - 1,
        last_sale_at = (SELECT max(at) FROM sale_spent WHERE customer_id = customer.id), last_paid_at = iif(
            old.paid_at = last_paid_at, (SELECT max(paid_at) FROM sale_spent WHERE customer_id = customer.id),
            last_paid_at
        ) WHERE id = old.customer_id;
END;
