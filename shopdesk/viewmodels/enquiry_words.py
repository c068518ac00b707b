"""Requests in words: who asks for what, when, and what comes next."""

from dataclasses import dataclass

from shopdesk.domain.enquiry import Enquiry, EnquiryKind, EnquiryStatus, enquiry_number
from shopdesk.domain.phone import sort_phone
from shopdesk.services.import_judging import split_name
from shopdesk.viewmodels.shop_text import ShopText
from shopdesk.wording import Worded, tr, tr_count

KIND_WORDS = Worded(
    {
        EnquiryKind.GENERAL: "General",
        EnquiryKind.APPOINTMENT: "Appointment",
        EnquiryKind.REPAIR: "Repair",
        EnquiryKind.ORDER: "Order",
    }
)
STATUS_WORDS = Worded(
    {
        EnquiryStatus.NEW: "New",
        EnquiryStatus.CONTACTED: "Contacted",
        EnquiryStatus.BOOKED: "Booked",
        EnquiryStatus.COMPLETED: "Completed",
        EnquiryStatus.CONVERTED: "Converted",
        EnquiryStatus.CANCELLED: "Cancelled",
    }
)
MARKS = {
    EnquiryKind.GENERAL: "ASK",
    EnquiryKind.APPOINTMENT: "APP",
    EnquiryKind.REPAIR: "REP",
    EnquiryKind.ORDER: "ORD",
}
"""Three letters on a round, as an avatar has them."""
NEXT = {
    EnquiryStatus.NEW: EnquiryStatus.CONTACTED,
    EnquiryStatus.CONTACTED: EnquiryStatus.BOOKED,
    EnquiryStatus.BOOKED: EnquiryStatus.COMPLETED,
}
"""The step that usually comes after each."""


@dataclass(frozen=True, slots=True)
class EnquiryLine:
    """One request as a list says it; ``tone`` is ``owed`` when its day is over, ``muted`` when it has ended."""

    enquiry: Enquiry
    mark: str
    when: str
    title: str
    detail: str
    tone: str

    @property
    def next(self) -> EnquiryStatus | None:
        """The step that comes next; None for one that has ended."""
        return NEXT.get(self.enquiry.status)


def line_of(found: Enquiry, text: ShopText) -> EnquiryLine:
    """Put a request into words."""
    late = (
        found.status is EnquiryStatus.BOOKED and found.booked_on is not None and found.booked_on < text.today
    )
    return EnquiryLine(
        found,
        MARKS[found.kind],
        _when(found, text),
        " ".join(found.text.split()),
        detail_of(found, text),
        "owed" if late else "" if found.status.is_open else "muted",
    )


def who_asks_words(found: Enquiry, text: ShopText) -> str:
    """Say who asks; whoever is not in the book by the name they gave."""
    if found.customer is not None:
        return text.name(found.full_name)
    return text.name(found.name) if found.name else tr("Somebody")


def detail_of(found: Enquiry, text: ShopText) -> str:
    """Say who asks, how they are reached, what was agreed on, and who saw to it."""
    parts = [who_asks_words(found, text)]
    if found.customer is None:
        parts.append(tr("not in the book"))
    parts += [text.phone(found.phone)] if found.phone else []
    parts += [found.email] if found.email else []
    if found.booked_on is not None:
        said = tr("booked for") if found.status is EnquiryStatus.BOOKED else tr("wished for")
        parts.append(f"{said} {text.near_day(found.booked_on)}")
    parts += [_became(found)] if not found.status.is_open else []
    parts += [tr("from the web form")] if found.from_form else []
    parts += [found.who] if found.who else []
    parts.append(enquiry_number(found.id))
    return " · ".join(parts)


def known_of(found: Enquiry, text: ShopText) -> dict[str, str]:
    """Return what the form of a new customer begins with, by field: what the person said of themselves."""
    first, last = split_name(found.name) if found.name else ("", "")
    known = {"first_name": first, "last_name": last, "email": found.email}
    if found.phone:
        is_mobile = sort_phone(found.phone, text.country, "phone")[1]
        known["mobile" if is_mobile else "phone"] = text.phone(found.phone)
    return {name: said for name, said in known.items() if said}


def standing_of(found: Enquiry, text: ShopText) -> str:
    """Say how far a request is, in a word or two: ``New``, ``Booked for 3 Dec``, ``Became sale S-01402``."""
    if found.status is EnquiryStatus.BOOKED and found.booked_on is not None:
        return tr("Booked for {booked_on}", booked_on=text.near_day(found.booked_on))
    said = STATUS_WORDS[found.status] if found.status.is_open else _became(found)
    return f"{said[:1].upper()}{said[1:]}"


def _became(found: Enquiry) -> str:
    if found.sale is not None:
        return tr("became sale {sale}", sale=found.sale)
    return tr("became a follow-up") if found.follow_up is not None else STATUS_WORDS[found.status].lower()


def _when(found: Enquiry, text: ShopText) -> str:
    """Say when it is booked for, how long it has waited, or when it ended."""
    if found.ended_at is not None:
        return text.near_day(text.local_day(found.ended_at))
    if found.status is EnquiryStatus.BOOKED and found.booked_on is not None:
        days = (found.booked_on - text.today).days
        if days == 0:
            return tr("Today")
        if days > 0:
            return tr_count("In {count} day", "In {count} days", days, count=text.count(days))
        return tr_count("{count} day late", "{count} days late", -days, count=text.count(-days))
    waited = (text.today - text.local_day(found.made_at)).days
    if waited == 0:
        return tr("Today")
    return tr_count("{count} day ago", "{count} days ago", waited, count=text.count(waited))
