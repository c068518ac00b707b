"""What taking 100,000 customers out and in costs."""

from pathlib import Path

import pytest

from shopdesk.domain.customer_export import ExportOrder, SheetKind
from shopdesk.services.desk import Desk
from shopdesk.services.exporting import announce_export, write_export
from shopdesk.services.importing import carry_out, plan_import
from tests.benchmarks.stopwatch import Figure, once, report

pytestmark = pytest.mark.benchmark

_CUSTOMERS = 100_000
_HEADER = "First Name,Last Name,Email,Phone,Address,City,State,Postcode,Tags,Birthday\n"


@pytest.mark.parametrize("kind", SheetKind)
@pytest.mark.parametrize("every_field", [False, True])
def test_taking_everybody_out(
    small: Desk, big: Desk, tmp_path: Path, kind: SheetKind, every_field: bool
) -> None:
    # Announced in the small shop, because the big one is only read from.
    announced = announce_export(small, ExportOrder(kind, every_field=every_field))

    def export() -> None:
        with (tmp_path / "out").open("w+b") as file:
            assert write_export(big, announced, file, tmp_path).written == _CUSTOMERS

    fields = "every field" if every_field else "usual columns"
    report(f"100,000 customers to {kind.value}, {fields}", Figure((once(export),)))


def test_taking_a_list_over(desk: Desk) -> None:
    rows = (
        f"Marai,Haddad{number},c{number}@example.com,04{number:08d},{number} High St,Northcote,VIC,3070,"
        f"{'' if number % 20 else 'VIP'},--05-{number % 28 + 1:02d}\n"
        for number in range(_CUSTOMERS)
    )
    data = (_HEADER + "".join(rows)).encode()
    plans = []
    report("a list of 100,000 rows judged", Figure((once(lambda: plans.append(plan_import(desk, data))),)))
    assert plans[0].created == _CUSTOMERS
    report("100,000 customers taken over from it", Figure((once(lambda: carry_out(desk, plans[0])),)))
    again = []
    report("the same list judged again", Figure((once(lambda: again.append(plan_import(desk, data))),)))
    assert again[0].unchanged == _CUSTOMERS
