"""Giving a customer points, or taking them, with a reason."""

from dataclasses import dataclass

from shopdesk.domain.account import CustomerId
from shopdesk.domain.money import parse_minor
from shopdesk.domain.staff import Deed
from shopdesk.errors import InvalidAmount
from shopdesk.services.desk import Desk
from shopdesk.services.loyalty import PointsOrder, adjust_points, plan_adjusting_points, points_book
from shopdesk.viewmodels.customer_points import count_of_points
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.own_words import tier_words
from shopdesk.viewmodels.payment import Preview
from shopdesk.viewmodels.putting_right import REASON, FieldKind, Form, FormField, Values
from shopdesk.viewmodels.shop_text import ShopText
from shopdesk.wording import Said, Worded, tr

_WAYS = Worded(
    {
        "give": "Give points",
        "take": "Take points",
    }
)


@dataclass(frozen=True, slots=True)
class AdjustPoints:
    """Change by hand what a customer holds; given ones count for the tier, taken ones were earned all the same."""

    customer: CustomerId
    title = Said("Give or take points")
    verb = Said("Save")
    needs = Deed.ADJUST_POINTS

    def form(self, desk: Desk, text: ShopText) -> Form:
        """Ask for the way, the number and the reason."""
        held = points_book(desk, self.customer).state
        tier = tier_words(desk.settings.loyalty_rules.tier_of(held.earned))
        fields = (
            FormField("way", FieldKind.CHOICE, tr("What to do"), tuple(_WAYS.items()), "give"),
            FormField("points", FieldKind.TEXT, tr("How many points")),
            REASON,
        )
        return Form(
            f"{count_of_points(held.points, text)} · {tier}", tr("Points given count for the tier."), fields
        )

    def plan(self, desk: Desk, values: Values, text: ShopText) -> Preview:
        """Say how many there will be."""
        order = self._order(values)
        made = plan_adjusting_points(desk, order)
        words = tr("Given") if order.points > 0 else tr("Taken")
        line = (words, count_of_points(abs(order.points), text))
        return Preview(
            (line,),
            tr("Will hold"),
            count_of_points(made.points, text),
            "credit",
            tr("Tier: {tier}", tier=tier_words(made.tier)),
        )

    def carry_out(self, desk: Desk, values: Values, request_id: str, text: ShopText) -> Notice:
        """Give or take them."""
        made = adjust_points(desk, self._order(values), request_id)
        return Notice(
            tr(
                "{points} now, the tier is {tier}.",
                points=count_of_points(made.points, text),
                tier=tier_words(made.tier),
            )
        )

    def _order(self, values: Values) -> PointsOrder:
        typed = values["points"].strip()
        number = parse_minor(typed, "points") if typed else 0
        if number <= 0:
            raise InvalidAmount(
                field="points", reason="empty" if not typed else "negative" if number else "zero"
            )
        return PointsOrder(self.customer, number if values["way"] == "give" else -number, values["reason"])
