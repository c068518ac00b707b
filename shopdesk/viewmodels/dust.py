"""Writing off small debts that nobody will collect, all in one go."""

from dataclasses import dataclass

from shopdesk.domain.staff import Deed
from shopdesk.services.desk import Desk
from shopdesk.services.writing_off import plan_writing_off, write_off_below
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.payment import Preview
from shopdesk.viewmodels.putting_right import REASON, FieldKind, Form, FormField, Values
from shopdesk.viewmodels.shop_text import ShopText
from shopdesk.wording import Said, tr, tr_count

_FIELD = "below"


@dataclass(frozen=True, slots=True)
class WriteOffDust:
    """Write off every debt below an amount."""

    title = Said("Write off small debts")
    verb = Said("Write off")
    needs = Deed.ADJUST

    def form(self, desk: Desk, text: ShopText) -> Form:
        """Ask below which amount a debt is not worth collecting."""
        del desk, text
        words = tr(
            "Every debt below this amount is written off, unless something of it is disputed. "
            "Each is an entry on its own account, and can be taken back there."
        )
        return Form(self.title, words, (FormField(_FIELD, FieldKind.AMOUNT, tr("Debts below")), REASON))

    def plan(self, desk: Desk, values: Values, text: ShopText) -> Preview:
        """Say how many debts that are, and what they come to."""
        dust = plan_writing_off(desk, text.read_amount(values[_FIELD], _FIELD))
        remark = "" if dust.customers else tr("Nobody owes so little: nothing will be written off.")
        lines = ((tr("Customers who will owe nothing"), text.count(dust.customers)),)
        return Preview(lines, tr("Written off"), text.money(dust.amount), "even", remark)

    def carry_out(self, desk: Desk, values: Values, request_id: str, text: ShopText) -> Notice:
        """Write them off."""
        below = text.read_amount(values[_FIELD], _FIELD)
        done = write_off_below(desk, below, values.get(REASON.name, ""), request_id)
        if not done.customers:
            return Notice(
                tr("Nobody owes less than {below}: nothing was written off.", below=text.money(below)), "info"
            )
        debts = tr_count("1 debt", "{customers} debts", done.customers, customers=text.count(done.customers))
        return Notice(
            tr(
                "{debts} below {below} written off, {amount} in all.",
                debts=debts,
                below=text.money(below),
                amount=text.money(done.amount),
            )
        )
