"""Proof of the requests and follow-ups: each opens, and what became a customer's is known as theirs."""

from shopdesk.domain.enquiry import enquiry_number
from shopdesk.errors import Damaged
from shopdesk.storage.enquiries import CONTEXT as ENQUIRY
from shopdesk.storage.finding import Finding, Proof
from shopdesk.storage.follow_ups import CONTEXT as FOLLOW_UP

_SEALED = (
    "SELECT {0}, row.id, coalesce(customer.uuid, row.uuid), coalesce(customer.data_key, row.data_key), row.{1}, "
    "row.customer_id IS NULL AND row.ended_at IS NOT NULL "
    "FROM {2} AS row LEFT JOIN customer ON customer.id = row.customer_id"
)
_ALL = f"{_SEALED.format(0, 'text_enc', 'enquiry')} UNION ALL {_SEALED.format(1, 'title_enc', 'follow_up')}"
# Not compared with each other: a merge that was undone parts whoever asked from whoever bought, rightly.
_NOBODYS = (
    "SELECT enquiry.id FROM enquiry LEFT JOIN follow_up ON follow_up.id = follow_up_id "
    "LEFT JOIN sale ON sale.id = sale_id WHERE enquiry.customer_id IS NULL "
    "AND (follow_up.customer_id IS NOT NULL OR sale.customer_id IS NOT NULL) ORDER BY enquiry.id"
)


def check_enquiries(proof: Proof) -> Finding:
    """Open every request and follow-up but those of the erased and the forgotten.

    Erasing must reach all that became a customer's.
    """
    checked, problems = 0, []
    for kind, number, uuid, data_key, sealed, may_be_forgotten in proof.session.exec_driver_sql(_ALL):
        if data_key is None or (may_be_forgotten and not sealed):
            continue
        checked += 1
        try:
            proof.vault.open_data_key(uuid, data_key).unseal_text(sealed, FOLLOW_UP if kind else ENQUIRY)
        except Damaged:
            problems.append(f"{f'follow-up {number}' if kind else enquiry_number(number)} does not open")
    problems += [
        f"{enquiry_number(row[0])} became a customer's and is nobody's"
        for row in proof.session.exec_driver_sql(_NOBODYS)
    ]
    return Finding(checked, tuple(problems))
