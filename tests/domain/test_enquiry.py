"""The number of a request, and how far it may go."""

import pytest

from shopdesk.domain.enquiry import EnquiryStatus, enquiry_number, may_move, parse_enquiry_number


@pytest.mark.parametrize("text", ["Q-00031", "q31", "31", " Q-31 "])
def test_a_number_is_read_as_people_write_it(text: str) -> None:
    assert enquiry_number(parse_enquiry_number(text)) == "Q-00031"


def test_an_open_one_goes_forward_or_is_cancelled() -> None:
    ways = {(was, to) for was in EnquiryStatus for to in EnquiryStatus if may_move(was, to)}
    assert ways == {
        (EnquiryStatus.NEW, EnquiryStatus.CONTACTED),
        (EnquiryStatus.NEW, EnquiryStatus.BOOKED),
        (EnquiryStatus.NEW, EnquiryStatus.COMPLETED),
        (EnquiryStatus.NEW, EnquiryStatus.CANCELLED),
        (EnquiryStatus.CONTACTED, EnquiryStatus.BOOKED),
        (EnquiryStatus.CONTACTED, EnquiryStatus.COMPLETED),
        (EnquiryStatus.CONTACTED, EnquiryStatus.CANCELLED),
        (EnquiryStatus.BOOKED, EnquiryStatus.COMPLETED),
        (EnquiryStatus.BOOKED, EnquiryStatus.CANCELLED),
    }
