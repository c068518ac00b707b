"""Customers: their list, the dialogs around a record, segments, and lists brought in and handed out."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import chain
from uuid import uuid4

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import Segment
from shopdesk.domain.segment import Ask, Meets, Rule, Rules
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.notes import add_note
from shopdesk.services.promising import add_promise
from shopdesk.services.segments import save_segment
from shopdesk.viewmodels.customer_list import Filters
from tests.screens.frame import LARGE, SMALL, Frame, opened_by
from tests.screens.money import papers, payments, rightings
from ui.customers.customer_form import CustomerForm
from ui.customers.detail_dialog import DetailDialog
from ui.customers.labels_dialog import LabelsDialog
from ui.customers.merge_dialog import MergeDialog
from ui.customers.note_search_dialog import NoteSearchDialog
from ui.customers.tags_dialog import TagsDialog
from ui.customers.twins_dialog import TwinsDialog
from ui.exporting.export_dialog import ExportDialog
from ui.help.help_window import HelpWindow
from ui.help.opening import open_help
from ui.importing.import_dialog import ImportDialog
from ui.segments.list_dialog import SegmentsDialog
from ui.segments.segment_dialog import SegmentDialog
from ui.till import ShopTill
from ui.widgets.date_field import Calendar, DateField
from ui.window_ahead import CUSTOMERS

_LIST = (
    "Name,Phone,Email,Owes,Birthday,Shoe size\n"
    "Marai Haddad,0412 345 004,marai.h@example.com,,03/04/1985,38\n"
    'Julia Maraidis,0491 570 156,julia@maraidis.example,"1,284.00",,40\n'
    "Ana Ruiz,12,ana@ruiz.example,,2 Dec 1990,39\n"
    "Tom Lee,,not an address,,,41\n"
)


def draw_customer_dialogs(frame: Frame, till: ShopTill) -> None:
    marai = next(line.id for line in till.customers.model.listing.value.near if line.name == "Marai Haddad")
    add_promise(till.desk, marai, till.desk.today() + timedelta(days=7), 20_000, uuid4().hex)
    add_note(
        till.desk, marai, "Her ring box is in the drawer: give it back.", till_until_on=till.desk.today()
    )
    till.dialogs.open_customer(marai)
    detail = opened_by(till, DetailDialog)
    frame.shoot(detail, "customer")
    for name, page in (
        ("sales", detail.sales),
        ("credit", detail.credit),
        ("record", detail.record),
        ("notes", detail.notes),
        ("loyalty", detail.loyalty),
        ("history", detail.history),
        ("requests", detail.requests),
    ):
        detail.open_page(page)
        frame.shoot(detail, f"customer-{name}")
    for name, dialog in chain(
        payments(till, marai), _records(frame, till, marai), papers(till, marai), rightings(till, marai)
    ):
        frame.shoot(dialog, name)
        dialog.done(0)
    detail.open_page(detail.timeline)
    frame.shoot(detail, "customer-put-right")
    detail.done(0)
    _draw_segments(frame, till)
    till.dialogs.search_notes()
    searching = opened_by(till, NoteSearchDialog)
    searching.words.set_text("ring")
    searching.search.click()
    frame.shoot(searching, "note-search")
    searching.done(0)
    till.import_customers()
    importing = opened_by(till, ImportDialog)
    frame.shoot(importing, "import-before")
    (frame.work / "list.csv").write_text(_LIST, encoding="utf-8")
    importing.model.open_file(str(frame.work / "list.csv"))
    frame.shoot(importing, "import")
    importing.done(0)
    till.dialogs.card_labels((marai, CustomerId(marai + 1)))
    labels = opened_by(till, LabelsDialog)
    frame.shoot(labels, "labels")
    labels.done(0)
    till.dialogs.export_customers(Filters(segment=Segment.DEBTORS), "", (marai,))
    exporting = opened_by(till, ExportDialog)
    frame.shoot(exporting, "export")
    exporting.model.choose_fields(every=True)
    exporting.model.write(str(frame.work / "list out"))
    frame.shoot(exporting, "export-done")
    (frame.work / "list out.csv").unlink()
    exporting.done(0)
    _draw_help(frame, till)


def _draw_help(frame: Frame, till: ShopTill) -> None:
    open_help(till.window)
    reading = opened_by(till, HelpWindow)
    frame.shoot(reading, "help")
    reading.model.open("keys")
    frame.shoot(reading, "help-keys")
    reading.contents.click()
    frame.shoot(reading, "help-contents")
    reading.search.setText("blanks")
    reading.model.search("blanks")
    frame.shoot(reading, "help-found")
    reading.done(0)


def _records(frame: Frame, till: ShopTill, marai: CustomerId) -> Iterator[tuple[str, QDialog]]:
    till.dialogs.edit_customer(marai)
    yield "form", opened_by(till, CustomerForm)
    _shoot_calendar(frame, till)
    till.dialogs.new_customer()
    form = opened_by(till, CustomerForm)
    form.model.type("mobile", "0412 34")
    form.model.type("email", "nobody")
    for field in ("mobile", "email"):
        form.model.leave(field)
    yield "form-mistakes", form
    till.dialogs.merge(marai)
    yield "merge-search", opened_by(till, MergeDialog)
    till.dialogs.merge(marai, CustomerId(marai + 1))
    yield "merge", opened_by(till, MergeDialog)
    till.dialogs.twins()
    yield "twins", opened_by(till, TwinsDialog)
    till.dialogs.merge(marai)
    finding = opened_by(till, MergeDialog)
    finding.model.search("lee")
    yield "merge-find", finding
    till.dialogs.merge(marai, CustomerId(2))
    yield "merge", opened_by(till, MergeDialog)
    twin = {"first_name": "Marai", "last_name": "Haddad", "mobile": "0412 345 004"}
    add_customer(till.desk, RecordChange(twin), allow_shared_phone=True)
    add_customer(till.desk, RecordChange(twin), allow_shared_phone=True)
    till.dialogs.twins()
    yield "twins", opened_by(till, TwinsDialog)


def _shoot_calendar(frame: Frame, till: ShopTill) -> None:
    """Draw what opens below a day, which is a window of its own."""
    till.dialogs.new_customer()
    form = opened_by(till, CustomerForm)
    birthday = form.form.fields["birthday"]
    if isinstance(birthday, DateField):
        birthday.open_calendar()
        for calendar in birthday.findChildren(Calendar):
            frame.shoot(calendar, "form-calendar", (calendar.width(), calendar.height()))
            calendar.close()
    form.done(0)


def _draw_segments(frame: Frame, till: ShopTill) -> None:
    spenders = (Rule(Ask.SPENT_MORE, 50_000, 12), Rule(Ask.NOT_TAGGED, tag="VIP"))
    quiet = Rules(Meets.ANY, (Rule(Ask.NEVER_SEEN), Rule(Ask.NOT_SEEN_FOR, 180)))
    for name, rules in (("Best customers", Rules(Meets.ALL, spenders)), ("To be asked back", quiet)):
        save_segment(till.desk, f"{name} ({frame.theme})", rules)
    till.dialogs.segments()
    listed = opened_by(till, SegmentsDialog)
    frame.shoot(listed, "segments")
    listed.edits[0].click()
    drawing = opened_by(till, SegmentDialog)
    frame.shoot(drawing, "segment")
    drawing.add_rule.click()
    QTest.keyClicks(drawing.rows[-1].value.line, "lots")
    frame.shoot(drawing, "segment-wrong")
    drawing.done(0)
    listed.done(0)
    till.customers.model.show_segment(Segment.LAPSED)
    frame.shoot(till.window, "customers-segment")
    till.customers.model.clear_filters()


def draw_marking(frame: Frame, till: ShopTill) -> None:
    till.window.show_page(CUSTOMERS)
    lines = till.customers.table.lines
    till.customers.selection.mark(line.id for line in lines.lines_between(1, 3))
    for size in (LARGE, SMALL):
        frame.shoot(till.window, f"customers-marked-{size[0]}", size)
    till.customers.edit_tags()
    tags = opened_by(till, TagsDialog)
    frame.shoot(tags, "tags")
    tags.done(0)
    till.customers.selection.choose(choosing=False)
