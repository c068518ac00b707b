"""Planted names: none stands in clear in any file that the program writes beside the papers it is asked for."""

from pathlib import Path

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.backups import make_backup, restore_backup, rotate_anchor
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.importing import carry_out, plan_import
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.services.statements import issue
from shopdesk.shop import open_shop
from shopdesk.viewmodels.statement import build_statement
from tests.faults.outcome import PASSPHRASE, Outcome, copied
from tests.planted import planted_in


def run(template: Path, work: Path, points: int, *, weakened: bool) -> Outcome:
    """Plant the names in that many customers and search every file; weakened, one log names a customer."""
    folder = copied(template, work, "planted")
    done = 0
    with open_shop(folder, PASSPHRASE) as shop:
        desk = shop.desk
        for point in range(points):
            customer = _customer(desk, point)
            sell(desk, SaleOrder(customer, 900, on_account=900, note="for Quillfeather"), f"sale {point}")
            take_payment(desk, PaymentOrder(customer, 500, note="from Zebedee"), f"payment {point}")
            issue(desk, build_statement(desk, customer))
            carry_out(desk, plan_import(desk, f"First name,Notes\nQuillfeather {point},Zebedee\n".encode()))
            done += 4
        made = make_backup(desk.book)
        rotate_anchor(desk.book)
        restore_backup(made.path, PASSPHRASE, folder / "restored")
        log = folder / "logs" / "planted.log"
        if weakened:
            log.write_text("Zebedee could not be saved")
        searched = [path for path in folder.rglob("*") if path.is_file()]
        wrong = [f"{path.name}: {name}" for path in searched for name in planted_in(path.read_bytes())]
        log.unlink(missing_ok=True)
    return Outcome(len(searched), done, wrong)


def _customer(desk: Desk, point: int) -> CustomerId:
    change = {
        "first_name": f"Zebedee {point}",
        "last_name": "Quillfeather",
        "email": f"{point}zebedee@planted.example",
        "street": f"{point} Bucephalas Lane",
        "allergies": "allergic to brass",
    }
    return add_customer(desk, RecordChange(change, note="allergic to brass")).id
