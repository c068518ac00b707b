"""The table of who may do what says of every deed what the services ask."""

import pytest

from shopdesk.domain.staff import APPROVABLE, PERMISSIONS, Deed, Role
from shopdesk.viewmodels.permission_table import DEED_LABELS, permission_lines


@pytest.mark.parametrize("deed", Deed)
def test_every_deed_is_told_as_it_is_judged(deed: Deed) -> None:
    (line,) = (line for line in permission_lines() if line.deed == DEED_LABELS[deed])
    assert (line.cashier == "Yes") is (deed in PERMISSIONS[Role.CASHIER])
    assert (line.cashier == "With an owner's PIN") is (deed in APPROVABLE)
    assert line.owner == "Yes"
