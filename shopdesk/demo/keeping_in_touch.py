"""What the customers of the demo shop ask for, and what they were told, so that those pages are not empty."""

from datetime import timedelta

from shopdesk.domain.account import CustomerId
from shopdesk.domain.enquiry import EnquiryKind, EnquiryOrder, EnquiryStatus
from shopdesk.domain.follow_up import FollowUpOrder, Priority
from shopdesk.domain.message import MessageKind, MessageOrder, MessageWay, quiet_until
from shopdesk.services.desk import Desk
from shopdesk.services.enquiring import add_enquiry, move_enquiry
from shopdesk.services.following_up import add_follow_up
from shopdesk.services.messaging import send, tell_outcome

_ASKED = (
    EnquiryOrder(
        "A sapphire between two diamonds, white gold: what would it cost, and how long would it take?",
        EnquiryKind.ORDER,
        "Peter Kowalski",
        "peter.kowalski@example.com",
        "0491 570 156",
    ),
    EnquiryOrder("Do you engrave watches?", name="A lady on the telephone", phone="0491 570 157"),
    EnquiryOrder("Pearls to be restrung", EnquiryKind.REPAIR, "Mei Tan", phone="0491 570 158"),
)
_READY = "Dear Marai, the clasp of your chain is mended. It waits for you at Rossi Jewellers."


def keep_in_touch(desk: Desk, marai: CustomerId) -> None:
    """Write down a few requests, a follow-up, and a message to Marai; the ids make it the same every time."""
    for number, order in enumerate(_ASKED):
        add_enquiry(desk, order, f"demo request {number}")
    hers = EnquiryOrder("Clasp of the gold chain is broken", EnquiryKind.REPAIR, customer=marai)
    mended = add_enquiry(desk, hers, "demo request of marai")
    move_enquiry(desk, mended.id, EnquiryStatus.CONTACTED)
    move_enquiry(desk, mended.id, EnquiryStatus.BOOKED, desk.today() + timedelta(days=3))
    ring_back = FollowUpOrder("Ring back about the sapphire", desk.today(), marai, Priority.HIGH)
    add_follow_up(desk, ring_back, "demo follow-up")
    if quiet_until(desk.clock.now(), desk.settings) is None:
        ready = MessageOrder(marai, MessageKind.REQUEST_READY, MessageWay.WHATSAPP, _READY)
        tell_outcome(desk, send(desk, ready, "demo message").id, sent=True)
