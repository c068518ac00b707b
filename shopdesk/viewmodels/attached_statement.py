"""The statement that goes with a mail: issued once, however often it is sent."""

from shopdesk.domain.account import CustomerId
from shopdesk.errors import StaleRecord
from shopdesk.services.desk import Desk
from shopdesk.services.statements import issue_once
from shopdesk.viewmodels.statement import build_statement


def statement_for(desk: Desk, customer: CustomerId) -> int:
    """Return the number of a statement as the account stands: the one issued before if nothing came since."""
    try:
        return issue_once(desk, build_statement(desk, customer))
    except StaleRecord:  # somebody posted meanwhile: the second draft knows of it
        return issue_once(desk, build_statement(desk, customer))
