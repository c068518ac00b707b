"""What is to be done for one customer, in words."""

from datetime import timedelta

from shopdesk.domain.account import CustomerId
from shopdesk.domain.follow_up import FollowUpOrder, FollowUpStatus, Priority
from shopdesk.services.desk import Desk
from shopdesk.services.following_up import add_follow_up, move_follow_up
from shopdesk.viewmodels.customer_follow_ups import CustomerFollowUpsViewModel
from tests.ports import InlineRunner


def test_the_open_ones_come_first_late_ones_in_red_and_the_badge_counts_them(
    desk: Desk, marai: CustomerId
) -> None:
    model = CustomerFollowUpsViewModel(desk, InlineRunner(), marai)
    desk.feed.subscribe(model.on_changes)
    model.load()
    assert (model.lines.value, model.count.value) == ((), 0)
    for title, days in (("Ended", -5), ("Late", -1), ("Soon", 3)):
        order = FollowUpOrder(title, desk.today() + timedelta(days=days), marai, Priority.HIGH)
        made = add_follow_up(desk, order, title)
        if title == "Ended":
            move_follow_up(desk, made.id, FollowUpStatus.DONE)
    add_follow_up(desk, FollowUpOrder("For nobody", desk.today()), "nobody")
    assert model.lines.value is not None
    said = [(line.title, line.due, line.status, line.tone) for line in model.lines.value]
    assert said == [
        ("Late", "20 Nov", "To do", "owed"),
        ("Soon", "24 Nov", "To do", ""),
        ("Ended", "16 Nov", "Done", "muted"),
    ]
    assert (model.count.value, model.lines.value[0].who) == (2, "Anybody")
