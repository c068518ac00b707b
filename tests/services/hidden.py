"""A customer whom a cashier of another location may not see, with something of everything, and the names of it all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from inspect import Parameter, getmembers, isfunction, signature
from pkgutil import iter_modules
from types import MappingProxyType
from typing import Any, NamedTuple

from shopdesk import services
from shopdesk.domain.account import CustomerId
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.correction import CorrectionOrder
from shopdesk.domain.dispute import DisputeOutcome, SettlementOrder
from shopdesk.domain.enquiry import EnquiryId, EnquiryOrder, EnquiryStatus
from shopdesk.domain.follow_up import FollowUpId, FollowUpOrder, FollowUpStatus
from shopdesk.domain.message import MessageId, MessageKind, MessageOrder, MessageWay, Wishes
from shopdesk.domain.note import NoteId
from shopdesk.domain.parked_sale import ParkedContent, ParkedId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.refund import RefundOrder, RefundTo
from shopdesk.domain.reminder import MarkState, Occurrence, ReminderKind
from shopdesk.domain.sale import SaleLine, SaleOrder
from shopdesk.domain.sales_list import SaleMark, SalesQuery
from shopdesk.domain.staff import Role
from shopdesk.domain.transfer import TransferOrder
from shopdesk.services.account_glance import OlderEvents
from shopdesk.services.adjusting import AdjustmentOrder
from shopdesk.services.customers import RecordChange, add_customer, edit_customer
from shopdesk.services.desk import Desk
from shopdesk.services.enquiring import add_enquiry
from shopdesk.services.following_up import add_follow_up
from shopdesk.services.locations import add_location
from shopdesk.services.loyalty import PointsOrder
from shopdesk.services.merging import MergeOrder
from shopdesk.services.messaging import send
from shopdesk.services.notes import add_note
from shopdesk.services.parking import park_sale
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.services.staff import add_staff
from shopdesk.services.statements import issue
from shopdesk.viewmodels.statement import build_statement

TODAY = date(2026, 11, 21)
_LINES = (SaleLine("Ring", 5_000),)


@dataclass(frozen=True)
class TwoPlaces:
    """A shop of two locations: the owner's desk, that of a cashier tied to Carlton, and who belongs where."""

    owner: Desk
    carla: Desk
    near: CustomerId
    loose: CustomerId
    hidden: CustomerId


def two_places(desk: Desk) -> TwoPlaces:
    """Open Carlton and Northcote, with a cashier in Carlton and a customer in each, and one in neither."""
    add_location(desk, "Carlton")
    add_location(desk, "Northcote")
    people = [
        add_customer(desk, RecordChange({"first_name": name, "location": place})).id
        for name, place in (("Nora Near", "Carlton"), ("Lou Loose", ""), ("Hugo Hidden", "Northcote"))
    ]
    return TwoPlaces(desk, desk.as_staff(add_staff(desk, "Carla", Role.CASHIER, "carlton")), *people)


def give_everything(desk: Desk, customer: CustomerId) -> str:
    """Give a customer one of everything that has a number; return the code of a receipt."""
    sell(desk, SaleOrder(customer, lines=_LINES, on_account=5_000), "sale")
    add_note(desk, customer, "Rings on Mondays")
    add_follow_up(desk, FollowUpOrder("Ring back", TODAY, customer), "follow-up")
    add_enquiry(desk, EnquiryOrder("Is the clasp ready?", customer=customer), "enquiry")
    edit_customer(desk, customer, RecordChange({"mobile": "0412 345 670"}))
    send(desk, MessageOrder(customer, MessageKind.FREE, MessageWay.SMS, "Hello"), "message")
    park_sale(desk, ParkedContent(_LINES, customer))
    issue(desk, build_statement(desk, customer))
    return take_payment(desk, PaymentOrder(customer, 1_000), "payment").code


class Call(NamedTuple):
    """A service that can be asked about one customer, and which of its parameters names that customer."""

    module: str
    name: str
    naming: tuple[str, ...]


_IDS = frozenset(
    {
        "customer",
        "customers",
        "before",
        "keep",
        "one",
        "follow_up",
        "parked",
        "occurrence",
        "note",
        "enquiry",
        "message",
    }
)
_REFERENCES = frozenset({"ref", "sale", "number", "code", "text", "statement"})
_ORDERS = frozenset({"order", "query", "content"})
_ABOUT_ALL = frozenset({"list_customers", "look_through_journal", "look_through_sales", "export_journal"})
_ABOUT_ALL_TOO = frozenset({"list_reminders", "count_export", "announce_export", "close_day"})
_ABOUT_REQUESTS = frozenset({"search_enquiries", "who_asks"})


def calls() -> Iterator[Call]:
    """Yield every service that takes a customer, or something of a customer's."""
    for found in iter_modules(services.__path__):
        module = import_module(f"shopdesk.services.{found.name}")
        for name, function in getmembers(module, isfunction):
            parameters = tuple(signature(function).parameters)
            # What works inside a snapshot of somebody else is asked through whoever opened that.
            is_service = function.__module__ == module.__name__ and not name.startswith("_")
            is_service = is_service and "session" not in parameters
            naming = tuple(each for each in parameters if each in _IDS | _REFERENCES | _ORDERS)
            if (
                is_service
                and parameters[:1] == ("desk",)
                and naming
                and name not in _ABOUT_ALL | _ABOUT_ALL_TOO | _ABOUT_REQUESTS
            ):
                yield Call(found.name, name, naming)


def arguments(call: Call, places: TwoPlaces, code: str, owned: Any) -> Mapping[str, Any]:
    """Return what to call a service with so that it is about the hidden customer."""
    known = _known(places, code, owned)
    function = getattr(import_module(f"shopdesk.services.{call.module}"), call.name)
    wanted = {
        name: parameter
        for name, parameter in signature(function).parameters.items()
        if name != "desk" and (parameter.default is Parameter.empty or name in call.naming)
    }
    # The same word means another thing here and there; the type, or the module, tells them apart.
    special = {"reversing": {"ref": "P-00001"}, "disputing": {"note": "Never had it"}}.get(call.module, {})
    return {
        name: special.get(name, known[_key(parameter)] if _key(parameter) in known else known[name])
        for name, parameter in wanted.items()
    }


def _key(parameter: Parameter) -> str:
    return getattr(parameter.annotation, "__name__", str(parameter.annotation))


def _known(places: TwoPlaces, code: str, owned: Any) -> Mapping[str, Any]:
    hidden, near = places.hidden, places.near
    return MappingProxyType(
        {
            "customer": hidden,
            "customers": (hidden,),
            "before": {hidden: ()},
            "keep": hidden,
            "other": near,
            "one": hidden,
            "text": str(hidden),
            "ref": "S-00001",
            "sale": "S-00001",
            "number": 1,
            "code": code,
            "statement": owned,
            "columns": ("Customer",),
            "rows": (("Hugo",),),
            "request_id": "hidden",
            "change": RecordChange({"last_name": "Seen"}),
            "note": NoteId(1),
            "pinned": True,
            "until_on": None,
            "amount": 100,
            "due_on": TODAY,
            "as_of": TODAY,
            "limit": 10,
            "count": 10,
            "older": OlderEvents((2**62, 1), 0, {}),
            "reason": "Asked for it",
            "follow_up": FollowUpId(1),
            "status": FollowUpStatus.DONE,
            "state": MarkState.DONE,
            "occurrence": Occurrence(ReminderKind.BIRTHDAY, hidden, TODAY),
            "parked": ParkedId(1),
            "ParkedContent": ParkedContent(_LINES, hidden),
            "AdjustmentOrder": AdjustmentOrder(hidden, -100, AdjustmentKind.GOODWILL_CREDIT, "Sorry"),
            "CorrectionOrder": CorrectionOrder("S-00001", SaleMark.DEBT, "Mistyped"),
            "SettlementOrder": SettlementOrder("S-00001", DisputeOutcome.STANDS, "Looked it up"),
            "enquiry": EnquiryId(1),
            "message": MessageId(1),
            "sent": True,
            "wishes": Wishes(),
            "MessageOrder": MessageOrder(hidden, MessageKind.FREE, MessageWay.SMS, "Hello"),
            "EnquiryStatus": EnquiryStatus.CONTACTED,
            "EnquiryOrder": EnquiryOrder("Is the clasp ready?", customer=hidden),
            "FollowUpOrder": FollowUpOrder("Ring back", TODAY, hidden),
            "PaymentOrder": PaymentOrder(hidden, 100),
            "PointsOrder": PointsOrder(hidden, 10, "Sorry"),
            "RefundOrder": RefundOrder("S-00001", RefundTo.ACCOUNT, "Broken"),
            "SaleOrder": SaleOrder(hidden, 100, on_account=100),
            "SalesQuery": SalesQuery(hidden),
            "TransferOrder": TransferOrder(near, hidden, 100, "Family"),
            "MergeOrder": MergeOrder(near, (hidden,)),
        }
    )
