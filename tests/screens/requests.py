"""What customers ask for: the page, its dialogs, a form brought in, and a sale that answers."""

from datetime import timedelta
from uuid import uuid4

from PySide6.QtTest import QTest

from shopdesk.domain.enquiry import EnquiryKind, EnquiryOrder, EnquiryStage, EnquiryStatus
from shopdesk.domain.follow_up import FollowUpOrder
from shopdesk.services.converting import convert_to_follow_up
from shopdesk.services.enquiring import add_enquiry, move_enquiry
from tests.screens.frame import LARGE, SMALL, Frame, debtor_named, opened_by
from ui.importing.import_dialog import ImportDialog
from ui.requests.book_dialog import BookDialog
from ui.requests.request_dialog import RequestDialog
from ui.requests.request_reader import RequestReader
from ui.till import ShopTill
from ui.window_ahead import REQUESTS

_FORM = (
    "Submitted at,Your name,E-mail,Phone,Subject,Message,Page\n"
    '2026-11-19 08:15,Marai Haddad,marai.h@example.com,,Repair,"The clasp is broken, can you mend it?",/contact\n'
    "2026-11-20 14:02,Lou Stone,lou.stone@example.com,0491 570 156,Question,Do you engrave?,/contact\n"
    "2026-11-20 15:40,Ana Ruiz,not an address,,Order,A sapphire ring,/contact\n"
)


def draw_requests(frame: Frame, till: ShopTill) -> None:
    till.window.show_page(REQUESTS)
    frame.shoot(till.window, "requests-none")
    today = till.desk.today()
    marai = debtor_named(till, "Marai Haddad")
    orders = (
        EnquiryOrder(
            "Chain clasp is broken: can it be mended before Christmas?",
            EnquiryKind.REPAIR,
            customer=marai,
        ),
        EnquiryOrder(
            "A sapphire between two diamonds, white gold, size M. How long would it take, and what does it cost?",
            EnquiryKind.ORDER,
            "Peter Kowalski",
            "peter.kowalski@example.com",
            "0491 570 156",
        ),
        EnquiryOrder("Do you engrave?", name="A lady on the telephone", phone="0491 570 157"),
        EnquiryOrder("Fitting of the ring", EnquiryKind.APPOINTMENT, customer=marai, booked_on=today),
        EnquiryOrder("Pearls to be restrung", EnquiryKind.REPAIR, "Ines Pardo", "ines@example.com"),
    )
    made = [add_enquiry(till.desk, order, uuid4().hex) for order in orders]
    move_enquiry(till.desk, made[0].id, EnquiryStatus.CONTACTED)
    move_enquiry(till.desk, made[3].id, EnquiryStatus.BOOKED, today - timedelta(days=1))
    move_enquiry(till.desk, made[4].id, EnquiryStatus.COMPLETED)
    for size in (LARGE, SMALL):
        frame.shoot(till.window, f"requests-{size[0]}", size)
    convert_to_follow_up(till.desk, made[3].id, FollowUpOrder("", today))
    till.asking.show_stage(EnquiryStage.ENDED)
    till.asking.move(till.requests.list.rows[0].line, EnquiryStatus.CANCELLED)
    frame.shoot(till.window, "requests-ended")
    till.asking.show_all_open()
    till.dialogs.new_request()
    form = opened_by(till, RequestDialog)
    form.kind.set_text("order")
    form.kind.edited.emit("order")
    for field, text in ((form.name, "Peter Kowalski"), (form.email, "peter"), (form.day, "3 Dec")):
        QTest.keyClicks(field.line, text)
    form.text.area.setPlainText("A sapphire between two diamonds")
    form.save.click()
    frame.shoot(form, "request-form")
    form.done(0)
    till.dialogs.book_request(made[0])
    booking = opened_by(till, BookDialog)
    frame.shoot(booking, "request-book")
    booking.done(0)
    till.dialogs.read_request(made[1])
    reader = opened_by(till, RequestReader)
    frame.shoot(reader, "request-read")
    reader.done(0)
    (frame.work / "form.csv").write_text(_FORM, encoding="utf-8")
    till.dialogs.import_requests()
    bringing = opened_by(till, ImportDialog)
    frame.shoot(bringing, "requests-import-before")
    bringing.model.open_file(str(frame.work / "form.csv"))
    frame.shoot(bringing, "requests-import")
    bringing.done(0)
    till.dialogs.sell_request(made[0])
    for size in (LARGE, SMALL):
        frame.shoot(till.window, f"checkout-request-{size[0]}", size)
    till.checkout.model.empty()
