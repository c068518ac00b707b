"""Blanking all that is plain about erased customers; what is sealed becomes noise with its key."""

import json
from collections.abc import Sequence
from datetime import datetime

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.customer import ERASED_NAME
from shopdesk.domain.folding import fold
from shopdesk.domain.search_words import marked, name_words
from shopdesk.errors import Damaged
from shopdesk.storage.customers import read_customer
from shopdesk.storage.messages import cancel_waiting
from shopdesk.storage.moments import to_micros
from shopdesk.storage.session import Session
from shopdesk.storage.suburbs import uncount_suburb
from shopdesk.storage.vault import Vault

_BLANKED = (
    "data_key",
    "pii_enc",
    "last_name",
    "email",
    "email_folded",
    "mobile",
    "landline",
    "birthday",
    "anniversary",
    "spouse_name",
    "spouse_birthday",
    "source",
    "communication_preference",
    "location_id",
    "card_code",
)
BLANKING = (
    f"UPDATE customer SET {', '.join(f'{column} = NULL' for column in _BLANKED)}, is_vip = 0, "
    "first_name = ?, full_name = ?, sort_name = ?, search_text = ?, name_words = '[]', updated_at = ?, "
    "row_version = row_version + 1 WHERE id = ?"
)
"""What leaves nothing of a person in their row; whoever reads rows out of journals does it again."""
_LISTED = "(SELECT value FROM json_each(?))"


def erase(session: Session, vault: Vault, customers: Sequence[CustomerId], at: datetime) -> None:
    """Destroy the data keys of these customers and blank what can be read without them."""
    for customer in customers:
        _uncount(session, vault, customer)
        number = customer_number(customer)
        session.exec_driver_sql(
            BLANKING,
            (
                ERASED_NAME,
                ERASED_NAME,
                fold(ERASED_NAME),
                marked((*name_words(number), str(customer))),
                to_micros(at),
                customer,
            ),
        )
    listed = json.dumps(list(customers))
    for table in ("customer_tag", "parked_sale", "message_wish"):
        session.exec_driver_sql(f"DELETE FROM {table} WHERE customer_id IN {_LISTED}", (listed,))
    session.exec_driver_sql(
        "UPDATE follow_up SET status = 'cancelled', ended_at = ? "
        f"WHERE status IN ('to_do', 'in_progress') AND customer_id IN {_LISTED}",
        (to_micros(at), listed),
    )
    session.exec_driver_sql(
        "UPDATE enquiry SET status = 'cancelled', ended_at = ? "
        f"WHERE status IN ('new', 'contacted', 'booked') AND customer_id IN {_LISTED}",
        (to_micros(at), listed),
    )
    # What nobody can read any more is listed and counted no more.
    session.exec_driver_sql(f"UPDATE enquiry SET text_enc = x'' WHERE customer_id IN {_LISTED}", (listed,))
    cancel_waiting(session, customers, at)
    session.exec_driver_sql(
        f"DELETE FROM not_twin WHERE one_id IN {_LISTED} OR other_id IN {_LISTED}", (listed, listed)
    )


def _uncount(session: Session, vault: Vault, customer: CustomerId) -> None:
    """Let the suburb go with them; damage keeps nobody from being erased, and `verify` counts again."""
    try:
        found = read_customer(session, vault, customer)
    except Damaged:
        return
    if found is not None:
        uncount_suburb(session, found.record)
