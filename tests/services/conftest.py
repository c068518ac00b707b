"""People and troubles that the services meet."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.staff import Role
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.staff import add_staff


@pytest.fixture
def cashier(desk: Desk) -> Desk:
    """Return the same shop with a cashier acting."""
    return desk.as_staff(add_staff(desk, "Carl", Role.CASHIER))


@pytest.fixture
def tomas(desk: Desk) -> CustomerId:
    """Add a second customer."""
    return add_customer(desk, RecordChange({"first_name": "Tomas", "last_name": "Berg"})).id
