"""The tables as queries name them; what they must hold stands in the migrations, and a test compares both."""

from typing import Any

from sqlalchemy import BLOB, INTEGER, TEXT, Column, MetaData, Table

metadata = MetaData()

_TYPES: dict[str, Any] = {"i": INTEGER, "t": TEXT, "b": BLOB}


def _table(name: str, key: str, columns: str) -> Table:
    """Declare a table; ``columns`` are names marked i (INTEGER), t (TEXT) or b (BLOB)."""
    keys = key.split()
    pairs = (column.split(":") for column in columns.split())
    return Table(name, metadata, *(Column(n, _TYPES[t](), primary_key=n in keys) for n, t in pairs))


setting = _table("setting", "key", "key:t value:t")
counter = _table("counter", "name", "name:t value:i")
location = _table("location", "id", "id:i name:t folded:t")
staff = _table(
    "staff",
    "id",
    "id:i name:t role:t pin_hash:t failures:i locked_until:i location_id:i disabled:i created_at:i",
)
customer = _table(
    "customer",
    "id",
    """id:i uuid:t data_key:b first_name:t last_name:t full_name:t sort_name:t search_text:t name_words:t
    email:t email_folded:t mobile:t landline:t pii_enc:b birthday:t anniversary:t spouse_name:t
    spouse_birthday:t source:t communication_preference:t customer_since_on:t is_vip:i location_id:i
    card_code:t debt_balance:i
    side:i next_due_on:t lifetime_spend:i visits:i last_sale_at:i last_paid_at:i credit_limit:i
    payment_terms_days:i on_hold:i points:i points_earned:i merged_into:i
    created_at:i updated_at:i archived_at:i row_version:i""",
)
name_word = _table("name_word", "length word", "length:i word:t")
tally = _table("tally", "id", "id:i customers:i vip:i debtors:i in_credit:i owed:i")
due_day = _table("due_day", "due_on", "due_on:t outstanding:i customers:i")
customer_merge = _table(
    "customer_merge",
    "id",
    """id:i keeper_id:i other_id:i before_enc:b picked:t archived_at:i last_event:i last_points:i
    last_statement:i keeper_version:i merged_at:i""",
)
not_twin = _table("not_twin", "one_id other_id", "one_id:i other_id:i")
customer_tag = _table("customer_tag", "customer_id folded", "customer_id:i folded:t tag:t position:i")
segment = _table("segment", "id", "id:i name:t folded:t meets:t made_at:i staff_id:i")
segment_rule = _table(
    "segment_rule", "segment_id position", "segment_id:i position:i asks:t number:i months:i tag:t"
)
suburb = _table("suburb", "folded state postcode", "folded:t state:t postcode:t name:t times_used:i")
note = _table("note", "id", "id:i customer_id:i text_enc:b pinned:i till_until_on:t staff_id:i written_at:i")
follow_up = _table(
    "follow_up",
    "id",
    """id:i uuid:t data_key:b customer_id:i title_enc:b due_on:t priority:t status:t origin:t for_staff_id:i
    staff_id:i created_at:i ended_at:i""",
)
reminder_mark = _table(
    "reminder_mark",
    "staff_id kind occurs_on subject_id",
    "staff_id:i kind:t occurs_on:t subject_id:i state:t until_on:t marked_at:i",
)
enquiry = _table(
    "enquiry",
    "id",
    """id:i uuid:t data_key:b customer_id:i kind:t status:t text_enc:b booked_on:t follow_up_id:i sale_id:i
    form_digest:t for_staff_id:i staff_id:i created_at:i ended_at:i""",
)
sale = _table(
    "sale",
    "id",
    """id:i number:i customer_id:i total:i on_account:i cash:i card:i transfer:i other:i redeemed:i cash_given:i
    discount:i rounding:i items:i due_on:t note_enc:b override_enc:b at:i entered_at:i staff_id:i""",
)
sale_spent = _table("sale_spent", "sale_id", "sale_id:i customer_id:i at:i paid_at:i amount:i")
sale_line = _table(
    "sale_line",
    "sale_id position",
    "sale_id:i position:i text:t quantity:t price:i tax_rate:t amount:i",
)
item = _table("item", "folded", "folded:t text:t barcode:t price:i tax_rate:t times_sold:i last_sold_at:i")
parked_sale = _table(
    "parked_sale",
    "id",
    "id:i uuid:t data_key:b customer_id:i content_enc:b parked_at:i staff_id:i",
)
debt_payment = _table(
    "debt_payment",
    "id",
    "id:i number:i customer_id:i amount:i method:t note_enc:b at:i entered_at:i staff_id:i",
)
account_adjustment = _table(
    "account_adjustment",
    "id",
    """id:i number:i customer_id:i kind:t amount:i reason_enc:b reference_enc:b method:t reverses:i due_on:t
    at:i entered_at:i staff_id:i""",
)
charge = _table(
    "charge",
    "event_id",
    """event_id:i customer_id:i kind:t number:i at:i due_on:t amount:i outstanding:i settled_at:i
    reversed_at:i disputed:i""",
)
credit = _table(
    "credit",
    "event_id",
    "event_id:i customer_id:i kind:t number:i at:i amount:i unallocated:i reversed_at:i",
)
allocation = _table("allocation", "id", "id:i credit_id:i charge_id:i amount:i made_at:i counts_from:i")
allocation_release = _table(
    "allocation_release", "allocation_id", "allocation_id:i released_by:i released_at:i"
)
sale_correction = _table(
    "sale_correction",
    "adjustment_id",
    "adjustment_id:i sale_id:i corrected_to:t cash:i card:i transfer:i other:i",
)
sale_refund = _table(
    "sale_refund",
    "id",
    """id:i sale_id:i customer_id:i amount:i credited:i cash:i card:i transfer:i other:i redeemed:i
    adjustment_id:i reason:t reason_enc:b at:i entered_at:i staff_id:i""",
)
sale_refund_line = _table("sale_refund_line", "refund_id position", "refund_id:i sale_id:i position:i")
transfer = _table("transfer", "out_id", "out_id:i in_id:i")
dispute = _table("dispute", "id", "id:i charge_id:i note_enc:b opened_at:i staff_id:i")
dispute_end = _table(
    "dispute_end",
    "dispute_id",
    "dispute_id:i outcome:t adjustment_id:i reason_enc:b ended_at:i staff_id:i",
)
promise = _table("promise", "id", "id:i customer_id:i due_on:t amount:i made_at:i staff_id:i")
sale_points = _table("sale_points", "sale_id", "sale_id:i promised:i at_once:i")
points_entry = _table(
    "points_entry", "id", "id:i customer_id:i sale_id:i kind:t points:i reason_enc:b at:i staff_id:i"
)
points_due = _table("points_due", "sale_id", "sale_id:i")
statement = _table(
    "statement",
    "id",
    """id:i customer_id:i from_on:t to_on:t opening:i late:i charges:i payments:i closing:i last_event:i
    pages:i code:t paper_enc:b issued_at:i staff_id:i""",
)
message_template = _table("message_template", "language name", "language:t name:t subject:t text:t")
message = _table(
    "message",
    "id",
    """id:i uuid:t customer_id:i kind:t level:t way:t content_enc:b statement_id:i outcome:t tries:i due_at:i
    answer_enc:b staff_id:i made_at:i ended_at:i""",
)
message_wish = _table("message_wish", "customer_id", "customer_id:i no_messages:i do_not_chase:i")
mail_password = _table("mail_password", "id", "id:i uuid:t data_key:b password_enc:b")
day_close = _table(
    "day_close",
    "id",
    """id:i closed_on:t last_event:i last_refund:i cash_sales:i cash_collections:i cash_refunds:i cash_paid_out:i
    cash_corrections:i card:i transfer:i other:i credit_sales:i collections:i adjustments:i cash_float:i
    expected:i counted:i opening_debt:i closing_debt:i balances:i closed_at:i staff_id:i""",
)
anchor = _table("anchor", "id", "id:i lineage:t position:i record:b")
request = _table("request", "id", "id:t deed:t digest:b result:t at:i")
import_row = _table("import_row", "digest", "digest:t customer_id:i imported_at:i")
journal = _table(
    "journal", "sequence", "sequence:i at:i staff_id:i deed:t subject:t content:t key_id:i mac:b"
)
