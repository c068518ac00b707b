"""What one customer asks for, in words."""

from shopdesk.domain.account import CustomerId
from shopdesk.domain.enquiry import EnquiryOrder, EnquiryStatus
from shopdesk.domain.follow_up import FollowUpOrder
from shopdesk.services.converting import convert_to_follow_up
from shopdesk.services.desk import Desk
from shopdesk.services.enquiring import add_enquiry, move_enquiry
from shopdesk.services.following_up import follow_ups_of
from shopdesk.viewmodels.customer_enquiries import CustomerEnquiriesViewModel
from shopdesk.viewmodels.enquiry_words import standing_of
from shopdesk.viewmodels.follow_up_form import origin_words
from shopdesk.viewmodels.shop_text import shop_text
from tests.ports import InlineRunner


def test_the_open_ones_come_first_and_the_badge_counts_them(desk: Desk, marai: CustomerId) -> None:
    model = CustomerEnquiriesViewModel(desk, InlineRunner(), marai)
    desk.feed.subscribe(model.on_changes)
    model.load()
    assert (model.lines.value, model.count.value) == ((), 0)
    made = [add_enquiry(desk, EnquiryOrder(f"{n}", customer=marai), f"{n}").id for n in range(4)]
    add_enquiry(desk, EnquiryOrder("Somebody else's"), "other")
    move_enquiry(desk, made[3], EnquiryStatus.CANCELLED)
    move_enquiry(desk, made[1], EnquiryStatus.BOOKED, desk.today())
    convert_to_follow_up(desk, made[2], FollowUpOrder("", desk.today()))
    assert model.lines.value is not None
    said = [(line.title, standing_of(line.enquiry, shop_text(desk)), line.tone) for line in model.lines.value]
    assert said == [
        ("1", "Booked for 21 Nov", ""),
        ("0", "New", ""),
        ("3", "Cancelled", "muted"),
        ("2", "Became a follow-up", "muted"),
    ]
    assert model.count.value == 2
    assert [origin_words(each) for each in follow_ups_of(desk, marai)] == ["From request Q-00003"]
