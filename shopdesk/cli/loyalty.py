"""``loyalty``: giving points to customers, and taking them."""

from typing import Annotated

import typer

from shopdesk.cli.command import RequestId, command, group
from shopdesk.cli.reading import request_id
from shopdesk.cli.terminal import Answer, Terminal
from shopdesk.domain.money import parse_minor
from shopdesk.services.customers import find_customer
from shopdesk.services.loyalty import PointsOrder, adjust_points
from shopdesk.viewmodels.shop_text import shop_text

app = group("Loyalty points.")


@command(app, "adjust")
def adjust(
    terminal: Terminal,
    customer: Annotated[str, typer.Argument(metavar="C")],
    points: Annotated[str, typer.Option(metavar="±N", help="Above zero gives points, below takes them.")],
    reason: Annotated[str, typer.Option(metavar="R")] = "",
    request: RequestId = None,
) -> Answer:
    """Give points to a customer or take them, with a reason."""
    desk = terminal.desk
    order = PointsOrder(
        find_customer(desk, customer), parse_minor(points, "points", otherwise="not_whole"), reason
    )
    made = adjust_points(desk, order, request_id(request))
    return Answer(
        made._asdict(), lambda: f"{shop_text(desk).count(made.points)} points now, the tier is {made.tier}."
    )
