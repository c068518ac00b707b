"""Every role and every deed at the service: whoever may not do it is refused, and nothing is written."""

from pathlib import Path

import pytest

from shopdesk.domain.staff import Deed, Role, StaffMember
from shopdesk.errors import Forbidden
from shopdesk.services import desk as desks
from shopdesk.services.desk import Desk
from shopdesk.services.staff import add_staff, list_staff
from shopdesk.shop import open_shop
from tests.domain.test_staff import CASHIER
from tests.faults.outcome import PASSPHRASE, Outcome, copied


def run(template: Path, work: Path, points: int, *, weakened: bool) -> Outcome:
    """Try every pair, that many times; weakened, nobody asks the table."""
    done, wrong = 0, list[str]()
    with (
        open_shop(copied(template, work, "roles"), PASSPHRASE) as shop,
        pytest.MonkeyPatch.context() as patch,
    ):
        add_staff(shop.desk, "Carla", Role.CASHIER)
        if weakened:
            patch.setattr(desks, "require", lambda _staff, _deed: None)
        people = list_staff(shop.desk)
        for member in people * points:
            for deed in Deed:
                done += 1
                wrong += _tried(shop.desk, member, deed)
    return Outcome(len(Role) * len(Deed), done, wrong)


def _tried(desk: Desk, member: StaffMember, deed: Deed) -> list[str]:
    before, may = desk.book.sequence, member.role is Role.OWNER or deed in CASHIER
    try:
        with desk.as_staff(member).work(deed) as work:
            work.enter(deed, "tried", {})
    except Forbidden:
        refused = True
    else:
        refused = False
    wrote = desk.book.sequence != before
    return [] if (refused, wrote) == (not may, may) else [f"{member.role}: {deed} was judged wrongly"]
