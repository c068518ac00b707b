CREATE TRIGGER customer_added AFTER INSERT ON customer WHEN new.archived_at IS NULL BEGIN
    UPDATE tally SET customers = customers + 1, vip = vip + new.is_vip;
END;

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
END;

CREATE TRIGGER customer_next_due AFTER UPDATE OF next_due_on ON customer
WHEN new.next_due_on IS NOT old.next_due_on
BEGIN
    UPDATE due_day SET customers = customers - 1 WHERE due_on = old.next_due_on;
    UPDATE due_day SET customers = customers + 1 WHERE due_on = new.next_due_on;
END;

CREATE TRIGGER charge_added AFTER INSERT ON charge WHEN new.outstanding > 0 AND new.disputed = 0 BEGIN
    INSERT INTO due_day (due_on) VALUES (new.due_on) ON CONFLICT DO NOTHING;
    UPDATE due_day SET outstanding = outstanding + new.outstanding WHERE due_on = new.due_on;
    UPDATE customer SET next_due_on = new.due_on
        WHERE id = new.customer_id AND (next_due_on IS NULL OR next_due_on > new.due_on);
END;

CREATE TRIGGER charge_changed AFTER UPDATE OF customer_id, outstanding, disputed ON charge
WHEN new.customer_id <> old.customer_id OR new.outstanding <> old.outstanding OR new.disputed <> old.disputed
BEGIN
    INSERT INTO due_day (due_on) VALUES (new.due_on) ON CONFLICT DO NOTHING;
    UPDATE due_day SET outstanding = outstanding
        + iif(new.disputed, 0, new.outstanding) - iif(old.disputed, 0, old.outstanding) WHERE due_on = new.due_on;
    UPDATE customer SET next_due_on = (
        SELECT min(due_on) FROM charge WHERE customer_id = customer.id AND outstanding > 0 AND disputed = 0
    ) WHERE id IN (old.customer_id, new.customer_id);
END;
