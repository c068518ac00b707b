"""Draws every page and dialog in both themes: ``python -m tests.screens OUT_DIR``."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from shopdesk.demo import PASSPHRASE, make_demo
from shopdesk.domain.account import CustomerId, EventKind, reference
from shopdesk.domain.customer_list import CustomerQuery, Segment
from shopdesk.domain.enquiry import EnquiryKind, EnquiryOrder, EnquiryStage, EnquiryStatus
from shopdesk.domain.follow_up import FollowUpOrder, Priority
from shopdesk.domain.message import MessageKind
from shopdesk.domain.payment import Method
from shopdesk.domain.sale import SaleLine, SaleOrder
from shopdesk.domain.segment import Ask, Meets, Rule, Rules
from shopdesk.services.accounts import account_events
from shopdesk.services.backups import Missing, back_up, make_backup
from shopdesk.services.converting import convert_to_follow_up
from shopdesk.services.customers import RecordChange, add_customer, edit_customer, list_customers
from shopdesk.services.disputing import open_dispute
from shopdesk.services.enquiring import add_enquiry, move_enquiry
from shopdesk.services.following_up import add_follow_up
from shopdesk.services.notes import add_note
from shopdesk.services.promising import add_promise
from shopdesk.services.segments import save_segment
from shopdesk.services.selling import sell
from shopdesk.services.settings import change_settings
from shopdesk.shop import create_shop, open_copy, open_shop
from shopdesk.unfinished_shop import UnfinishedShop
from shopdesk.viewmodels.account_righting import AdjustAccount, TransferDebt
from shopdesk.viewmodels.adjust_points import AdjustPoints
from shopdesk.viewmodels.customer_list import Filters
from shopdesk.viewmodels.demo import DemoViewModel
from shopdesk.viewmodels.first_run import Computer, FirstRunViewModel, Step
from shopdesk.viewmodels.follow_up_form import FollowUpStart
from shopdesk.viewmodels.missing_entries import MissingEntriesViewModel
from shopdesk.viewmodels.moving_in import MovingInViewModel
from shopdesk.viewmodels.promise_to_pay import PromiseToPay
from shopdesk.viewmodels.putting_right import Righting
from shopdesk.viewmodels.reminders import Horizon
from shopdesk.viewmodels.rescue import RescueViewModel
from shopdesk.viewmodels.sale_righting import CorrectSale, DisputeSale, RefundSale, SettleDispute, UndoSale
from shopdesk.viewmodels.sign_in import SignInViewModel
from shopdesk.viewmodels.tenders import Way
from shopdesk.viewmodels.unlock import Trouble, UnlockViewModel
from tests.conftest import NEW_SHOP, StandingClock
from tests.fast_kdf import FAST
from tests.inline_threads import InlineThreads
from tests.ports import InlineRunner, ScriptedPrompter
from tests.ui.start_pages import close_door, place_of
from ui.account.owner_pin_dialog import OwnerPinDialog
from ui.account.payment_dialog import PaymentDialog
from ui.account.righting_dialog import RightingDialog
from ui.account.sale_dialog import SaleDialog
from ui.account.why_dialog import WhyDialog
from ui.app import place_of_copy
from ui.back_office.close_day_dialog import CloseDayDialog
from ui.back_office.journal_dialog import JournalDialog
from ui.back_office.permissions_dialog import PermissionsDialog
from ui.back_office.restore_dialog import RestoreDialog
from ui.back_office.secrets_card import PassphraseDialog, RecoveryKeyDialog, RekeyDialog
from ui.back_office.staff_card import AddStaffDialog, ChangeStaffDialog, SetPinDialog
from ui.back_office.tills_part import TillPinDialog
from ui.checkout.amount_dialog import AmountDialog
from ui.checkout.customer_chooser import CustomerChooser
from ui.checkout.line_dialog import LineDialog
from ui.checkout.parked_dialog import ParkedDialog
from ui.customers.customer_form import CustomerForm
from ui.customers.detail_dialog import DetailDialog
from ui.customers.merge_dialog import MergeDialog
from ui.customers.note_search_dialog import NoteSearchDialog
from ui.customers.tags_dialog import TagsDialog
from ui.customers.twins_dialog import TwinsDialog
from ui.exporting.export_dialog import ExportDialog
from ui.importing.import_dialog import ImportDialog
from ui.keys_dialog import KeysDialog
from ui.messages.batch_dialog import MessageBatchDialog
from ui.messages.message_dialog import MessageDialog
from ui.messages.shown_dialog import ShownMessageDialog
from ui.messages.texts_dialog import TextsDialog
from ui.reminders.follow_up_dialog import FollowUpDialog
from ui.requests.book_dialog import BookDialog
from ui.requests.request_dialog import RequestDialog
from ui.requests.request_reader import RequestReader
from ui.sales_history.sold_dialog import SoldDialog
from ui.segments.list_dialog import SegmentsDialog
from ui.segments.segment_dialog import SegmentDialog
from ui.start.demo_page import DemoPage
from ui.start.front_door import Demo, FrontDoor
from ui.start.missing_page import MissingPage
from ui.start.moving_page import MovingPage
from ui.start.rescue_page import RescuePage
from ui.start.sign_in_page import SignInPage
from ui.start.unlock_page import UnlockPage
from ui.start.wizard import Wizard
from ui.statements.batch_dialog import StatementBatchDialog
from ui.statements.preview_dialog import StatementDialog
from ui.theme import apply_theme
from ui.till import BACK_OFFICE, CHECKOUT, CUSTOMERS, RECEIVABLES, REMINDERS, REQUESTS, SALES, ShopTill
from ui.widgets.date_field import Calendar, DateField

LARGE, SMALL = (1440, 900), (1024, 768)
_LARGE_TEXT = 150
_CUSTOMERS = 90
_SETTLED_MS = 40
_LIST = (
    "Name,Phone,Email,Owes,Shoe size\n"
    "Marai Haddad,0412 345 004,marai.h@example.com,,38\n"
    'Julia Maraidis,0491 570 156,julia@maraidis.example,"1,284.00",40\n'
    "Ana Ruiz,12,ana@ruiz.example,,39\n"
    "Tom Lee,,not an address,,41\n"
)

_FORM = (
    "Submitted at,Your name,E-mail,Phone,Subject,Message,Page\n"
    '2026-11-19 08:15,Marai Haddad,marai.h@example.com,,Repair,"The clasp is broken, can you mend it?",/contact\n'
    "2026-11-20 14:02,Lou Stone,lou.stone@example.com,0491 570 156,Question,Do you engrave?,/contact\n"
    "2026-11-20 15:40,Ana Ruiz,not an address,,Order,A sapphire ring,/contact\n"
)

AnyDialog = TypeVar("AnyDialog", bound=QDialog)


class Screens:
    """Draws into a folder; the files' names say what and in which theme."""

    def __init__(self, app: QApplication, out: Path, work: Path) -> None:
        self._app = app
        self._out = out
        self._work = work
        self._clock = StandingClock()
        self._theme = "light"

    def draw(self) -> int:
        """Draw everything and return how many pictures were made."""
        self._out.mkdir(parents=True, exist_ok=True)
        make_demo(self._work / "demo", _CUSTOMERS, profile=FAST, clock=self._clock)
        create_shop(self._work / "empty", NEW_SHOP, profile=FAST, clock=self._clock)[0].close()
        (self._work / "list.csv").write_text(_LIST, encoding="utf-8")
        for theme in ("light", "dark"):
            self._theme = theme
            apply_theme(self._app, theme, 100)
            self._draw_set_up()
            self._draw_doors()
            self._draw_till()
            self._draw_empty()
        self._theme = "light"
        self._draw_large()
        return len(list(self._out.glob("*.png")))

    def _draw_set_up(self) -> None:
        maker = UnfinishedShop(self._work / "new", profile=FAST, clock=self._clock)
        computer = Computer("en_AU", "Australia/Melbourne")
        model = FirstRunViewModel(maker, InlineRunner(), computer, lambda: self._clock.now().date())
        wizard = Wizard(model, InlineRunner(), ScriptedPrompter())
        self._shoot(wizard, "set-up-1-shop")
        model.set_value("shop_name", "Rossi Jewellers")
        model.go_on()
        model.set_value("passphrase", "seven sil")
        model.set_value("pin", "12")
        model.go_on()
        self._shoot(wizard, "set-up-2-mistakes")
        for name, text in (("owner_name", "Rosa Rossi"), ("pin", "1234"), ("pin_again", "1234")):
            model.set_value(name, text)
        for name in ("passphrase", "passphrase_again"):
            model.set_value(name, "seven silver spoons")
        model.busy.value = "Making the shop’s keys. This takes a moment, so that guessing takes for ever."
        self._shoot(wizard, "set-up-2-working")
        model.busy.value = ""
        model.go_on()
        self._shoot(wizard, "set-up-3-key")
        model.type_key(model.recovery_key.value)
        model.go_on()
        if model.step.value is Step.BEGIN:
            self._shoot(wizard, "set-up-4-begin")
        model.cancel()
        wizard.deleteLater()

    def _draw_doors(self) -> None:
        unlock = UnlockViewModel(place_of(self._work / "demo").open, InlineRunner())
        page = UnlockPage(unlock, "/home/rosa/.local/share/ShopDesk/shop")
        self._shoot(page, "unlock")
        unlock.try_secret("not this one")
        page.forgotten.click()
        self._shoot(page, "unlock-wrong")
        unlock.forgive()
        unlock.takes_pin.value = True
        page.forgotten.click()
        self._shoot(page, "unlock-till")
        making = DemoViewModel(lambda tell: tell(3400, 7240), InlineRunner())
        making.make()
        making.percent.value = 47
        making.work.text.value = "3,400 of 7,240 entries in its book."
        demo = DemoPage(making)
        self._shoot(demo, "demo")
        self._draw_rescue()
        self._draw_moving()
        self._draw_copy()
        demo.unbind()
        with open_shop(self._work / "demo", PASSPHRASE, clock=self._clock) as shop:
            model = SignInViewModel(shop.desk, InlineRunner())
            model.load(shop.desk.staff.id)
            sign_in = SignInPage(model)
            model.press("1")
            model.press("2")
            self._shoot(sign_in, "sign-in", (900, 620))
            for _ in range(6):
                model.clear()
                for digit in "9999":
                    model.press(digit)
                model.submit()
            self._shoot(sign_in, "sign-in-wait", (900, 620))
            sign_in.unbind()
        self._clock.forward(hours=1)

    def _draw_copy(self) -> None:
        backup = self._work / f"{self._theme}.shopbackup"
        with open_shop(self._work / "demo", PASSPHRASE, clock=self._clock) as shop:
            change_settings(shop.desk, {"theme": self._theme})
            back_up(shop.desk, to=backup)
        door = FrontDoor(
            self._app,
            InlineRunner(),
            Computer("en_AU", "Australia/Melbourne"),
            lambda shop, desk, door: ShopTill(InlineThreads(), shop, desk, door),
            Demo(place_of(self._work / "demo"), PASSPHRASE, lambda _progress: None),
        )
        door.enter(place_of_copy(backup))
        page = door.start.page
        if isinstance(page, UnlockPage):
            self._shoot(door.start, "copy-unlock")
            page.model.try_secret(PASSPHRASE)
        if door.till is not None:
            for size in (LARGE, SMALL):
                self._shoot(door.till.window, f"copy-{size[0]}", size)
        close_door(door)

    def _draw_moving(self) -> None:
        backup = self._work / f"moving {self._theme}.shopbackup"
        with open_shop(self._work / "demo", PASSPHRASE, clock=self._clock) as shop:
            back_up(shop.desk, to=backup)
        computer, prompter = Computer("en_AU", "Australia/Melbourne"), ScriptedPrompter(str(backup))
        model = MovingInViewModel(
            Path("/home/rosa/.local/share/ShopDesk/shop"), InlineRunner(), prompter, computer
        )
        page = MovingPage(model)
        model.choose()
        for size in (LARGE, SMALL):
            self._shoot(page, f"moving-{size[0]}", size)
        page.unbind()

    def _draw_rescue(self) -> None:
        torn = self._work / f"torn {self._theme}"
        shutil.copytree(self._work / "demo", torn)
        with open_shop(torn, PASSPHRASE, clock=self._clock) as shop:
            make_backup(shop.desk.book)
        (torn / "shop.db").unlink()
        runner, computer = InlineRunner(), Computer("en_AU", "Australia/Melbourne")
        model = RescueViewModel(torn, open_copy, runner, ScriptedPrompter(), computer)
        page = RescuePage(model, Trouble("There is no shop in this folder", ""), lambda _backup: True)
        model.look()
        for size in (LARGE, SMALL):
            self._shoot(page, f"rescue-{size[0]}", size)
        page.unbind()

    def _draw_till(self) -> None:
        door = self._door("demo", PASSPHRASE)
        till = door.till
        if not isinstance(till, ShopTill):
            raise TypeError("no till")
        change_settings(till.desk, {"theme": self._theme})
        for size in (LARGE, SMALL):
            self._shoot(till.window, f"customers-{size[0]}", size)
        till.customers.search.setText("mar")
        till.customers.search.paused.emit()
        self._shoot(till.window, "customers-search")
        till.customers.search.setText("zzzz")
        till.customers.search.paused.emit()
        self._shoot(till.window, "customers-none")
        till.customers.search.clear()
        self._draw_dialogs(till)
        self._draw_checkout(till)
        self._draw_marking(till)
        self._draw_reminders(till)
        self._draw_requests(till)
        self._draw_messages(till)
        self._draw_receivables(till)
        self._draw_sales(till)
        self._draw_back_office(till)
        self._draw_day(till)
        till.window.show_page(CUSTOMERS)
        close_door(door)

    def _draw_dialogs(self, till: ShopTill) -> None:
        marai = next(
            line.id for line in till.customers.model.listing.value.near if line.name == "Marai Haddad"
        )
        add_promise(till.desk, marai, till.desk.today() + timedelta(days=7), 20_000, uuid4().hex)
        add_note(
            till.desk, marai, "Her ring box is in the drawer: give it back.", till_until_on=till.desk.today()
        )
        till.dialogs.open_customer(marai)
        detail = self._open(till, DetailDialog)
        self._shoot(detail, "customer")
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
            self._shoot(detail, f"customer-{name}")
        for deeds in (self._deeds, self._papers, self._rightings):
            for name, dialog in deeds(till, marai):
                self._shoot(dialog, name)
                dialog.done(0)
        detail.open_page(detail.timeline)
        self._shoot(detail, "customer-put-right")
        detail.done(0)
        self._draw_segments(till)
        till.dialogs.search_notes()
        searching = self._open(till, NoteSearchDialog)
        searching.words.set_text("ring")
        searching.search.click()
        self._shoot(searching, "note-search")
        searching.done(0)
        till.import_customers()
        importing = self._open(till, ImportDialog)
        self._shoot(importing, "import-before")
        importing.model.open_file(str(self._work / "list.csv"))
        self._shoot(importing, "import")
        importing.done(0)
        till.dialogs.export_customers(Filters(segment=Segment.DEBTORS), "", (marai,))
        exporting = self._open(till, ExportDialog)
        self._shoot(exporting, "export")
        exporting.model.choose_fields(every=True)
        exporting.model.write(str(self._work / "list out"))
        self._shoot(exporting, "export-done")
        (self._work / "list out.csv").unlink()
        exporting.done(0)
        keys = KeysDialog(till.window)
        keys.open()
        self._shoot(keys, "keys")
        keys.done(0)

    def _deeds(self, till: ShopTill, marai: CustomerId) -> Iterator[tuple[str, QDialog]]:
        till.dialogs.take_payment(marai)
        payment = self._open(till, PaymentDialog)
        payment.model.type_amount("120.00")
        yield "payment", payment
        latest = account_events(till.desk, marai).payments[-1]
        till.dialogs.undo_event(marai, reference(EventKind.PAYMENT, latest.number))
        yield "undo", self._open(till, RightingDialog)
        till.dialogs.put_on_account(marai)
        sale = self._open(till, SaleDialog)
        QTest.keyClicks(sale.amount.line, "44.00")
        yield "sale", sale
        till.dialogs.put_on_account(marai)
        refused = self._open(till, SaleDialog)
        QTest.keyClicks(refused.amount.line, "4400.00")
        yield "sale-refused", refused
        till.dialogs.edit_customer(marai)
        yield "form", self._open(till, CustomerForm)
        self._shoot_calendar(till)
        till.dialogs.new_customer()
        form = self._open(till, CustomerForm)
        form.model.type("mobile", "0412 34")
        form.model.type("email", "nobody")
        for field in ("mobile", "email"):
            form.model.leave(field)
        yield "form-mistakes", form
        till.dialogs.merge(marai)
        yield "merge-search", self._open(till, MergeDialog)
        till.dialogs.merge(marai, CustomerId(marai + 1))
        yield "merge", self._open(till, MergeDialog)
        till.dialogs.twins()
        yield "twins", self._open(till, TwinsDialog)
        till.dialogs.merge(marai)
        finding = self._open(till, MergeDialog)
        finding.model.search("lee")
        yield "merge-find", finding
        till.dialogs.merge(marai, CustomerId(2))
        yield "merge", self._open(till, MergeDialog)
        twin = {"first_name": "Marai", "last_name": "Haddad", "mobile": "0412 345 004"}
        add_customer(till.desk, RecordChange(twin), allow_shared_phone=True)
        add_customer(till.desk, RecordChange(twin), allow_shared_phone=True)
        till.dialogs.twins()
        yield "twins", self._open(till, TwinsDialog)

    def _shoot_calendar(self, till: ShopTill) -> None:
        """Draw what opens below a day, which is a window of its own."""
        till.dialogs.new_customer()
        form = self._open(till, CustomerForm)
        birthday = form.form.fields["birthday"]
        if isinstance(birthday, DateField):
            birthday.open_calendar()
            for calendar in birthday.findChildren(Calendar):
                self._shoot(calendar, "form-calendar", (calendar.width(), calendar.height()))
                calendar.close()
        form.done(0)

    def _papers(self, till: ShopTill, marai: CustomerId) -> Iterator[tuple[str, QDialog]]:
        till.dialogs.statement(marai)
        statement = self._open(till, StatementDialog)
        yield "statement", statement
        till.dialogs.statement(marai)
        listing = self._open(till, StatementDialog)
        listing.lines.click()
        yield "statement-lines", listing
        till.dialogs.why_balance(marai)
        yield "why", self._open(till, WhyDialog)
        till.dialogs.why_balance(marai)
        why = self._open(till, WhyDialog)
        why.views.button("paper").click()
        yield "why-paper", why

    def _rightings(self, till: ShopTill, marai: CustomerId) -> Iterator[tuple[str, QDialog]]:
        lines = (SaleLine("Opal ring, 9ct", 18_000), SaleLine("Clasp for a bracelet", 4_500))
        tenders = {Method.CASH: 12_500}
        order = SaleOrder(marai, lines=lines, tenders=tenders, on_account=10_000)
        sale = sell(till.desk, order, uuid4().hex).reference
        paid = sell(till.desk, SaleOrder(lines=lines, tenders={Method.CASH: 22_500}), uuid4().hex).reference
        deeds: tuple[tuple[str, Righting, dict[str, str]], ...] = (
            ("correct-paid", CorrectSale(sale), {}),
            ("correct-debt", CorrectSale(paid), {"customer": "9999999"}),
            ("refund", RefundSale(sale), {"lines": "1"}),
            ("undo-sale", UndoSale(sale), {}),
            ("dispute", DisputeSale(sale), {}),
            ("adjust", AdjustAccount(marai), {"amount": "25.00"}),
            ("adjust-pay-out", AdjustAccount(marai), {"kind": "+credit_paid_out", "amount": "25.00"}),
            ("transfer", TransferDebt(marai), {"to": "2", "amount": "40.00"}),
            ("promise", PromiseToPay(marai), {"amount": "40.00"}),
            ("points", AdjustPoints(marai), {"points": "250"}),
        )
        for name, deed, typed in deeds:
            till.dialogs.put_right(marai, deed)
            dialog = self._open(till, RightingDialog)
            for field, text in typed.items():
                dialog.fill(field, text)
            yield name, dialog
        open_dispute(till.desk, sale, "never got the clasp", uuid4().hex)
        till.dialogs.put_right(marai, SettleDispute(sale))
        settle = self._open(till, RightingDialog)
        settle.fill("outcome", "lower")
        settle.fill("amount", "45.00")
        yield "settle-dispute", settle

    def _draw_checkout(self, till: ShopTill) -> None:
        till.window.show_page(CHECKOUT)
        page, model = till.checkout, till.checkout.model
        self._shoot(till.window, "checkout-empty")
        for typed in ("Sterling bangle 62 mm 180", "Chain repair 45", "2 x Cleaning cloth 9.50"):
            model.box.enter(typed)
        debtor = list_customers(till.desk, CustomerQuery(limit=1)).rows[0]
        limits = {"checkout-stopped": debtor.debt_balance, "checkout": debtor.debt_balance + 50_000}
        for name, limit in limits.items():
            edit_customer(till.desk, debtor.id, RecordChange({"credit_limit": str(limit)}))
            model.choose_customer(debtor.id)
            model.pay_by(Way.ACCOUNT)
            for size in (LARGE, SMALL):
                self._shoot(till.window, f"{name}-{size[0]}", size)
        model.pay_by(Way.CASH)
        model.use_points()
        model.pay_part(Way.CARD, 5_000)
        model.type_cash("200")
        for size in (LARGE, SMALL):
            self._shoot(till.window, f"checkout-cash-{size[0]}", size)
        self._draw_checkout_dialogs(till)
        model.finish()
        self._shoot(till.window, "checkout-change")
        page.model.clear()

    def _draw_checkout_dialogs(self, till: ShopTill) -> None:
        dialogs = till.checkout.dialogs
        opened: tuple[tuple[str, Callable[[], None], type[QDialog]], ...] = (
            ("line", lambda: dialogs.open_line(0), LineDialog),
            ("discount", dialogs.ask_discount, AmountDialog),
            ("customer", dialogs.choose_customer, CustomerChooser),
            ("owner", dialogs.ask_owner, OwnerPinDialog),
            ("parked", dialogs.show_parked, ParkedDialog),
        )
        for name, ask, kind in opened:
            ask()
            dialog = self._open(till, kind)
            self._shoot(dialog, f"checkout-{name}")
            dialog.done(0)

    def _draw_segments(self, till: ShopTill) -> None:
        spenders = (Rule(Ask.SPENT_MORE, 50_000, 12), Rule(Ask.NOT_TAGGED, tag="VIP"))
        quiet = Rules(Meets.ANY, (Rule(Ask.NEVER_SEEN), Rule(Ask.NOT_SEEN_FOR, 180)))
        for name, rules in (("Best customers", Rules(Meets.ALL, spenders)), ("To be asked back", quiet)):
            save_segment(till.desk, f"{name} ({self._theme})", rules)
        till.dialogs.segments()
        listed = self._open(till, SegmentsDialog)
        self._shoot(listed, "segments")
        listed.edits[0].click()
        drawing = self._open(till, SegmentDialog)
        self._shoot(drawing, "segment")
        drawing.add_rule.click()
        QTest.keyClicks(drawing.rows[-1].value.line, "lots")
        self._shoot(drawing, "segment-wrong")
        drawing.done(0)
        listed.done(0)
        till.customers.model.show_segment(Segment.LAPSED)
        self._shoot(till.window, "customers-segment")
        till.customers.model.clear_filters()

    def _draw_marking(self, till: ShopTill) -> None:
        till.window.show_page(CUSTOMERS)
        lines = till.customers.table.lines
        till.customers.selection.mark(line.id for line in lines.lines_between(1, 3))
        for size in (LARGE, SMALL):
            self._shoot(till.window, f"customers-marked-{size[0]}", size)
        till.customers.edit_tags()
        tags = self._open(till, TagsDialog)
        self._shoot(tags, "tags")
        tags.done(0)
        till.customers.selection.choose(choosing=False)

    def _draw_reminders(self, till: ShopTill) -> None:
        today = till.desk.today()
        marai = list_customers(till.desk, CustomerQuery(search="Marai")).rows[0].id
        tasks = (("Ring back about the sapphire", -1, marai), ("Order gift boxes", 0, None))
        for title, days, customer in tasks:
            order = FollowUpOrder(title, today + timedelta(days=days), customer, Priority.HIGH)
            add_follow_up(till.desk, order, uuid4().hex)
        till.dialogs.open_customer(marai)
        detail = self._open(till, DetailDialog)
        detail.open_page(detail.follow_ups)
        self._shoot(detail, "customer-follow-ups")
        detail.done(0)
        till.window.show_page(REMINDERS)
        for size in (LARGE, SMALL):
            self._shoot(till.window, f"reminders-{size[0]}", size)
        till.reminding.look_ahead(Horizon.TODAY)
        till.reminding.snooze(till.reminders.list.rows[0].line, 3)
        self._shoot(till.window, "reminders-snoozed")
        till.dialogs.follow_up(start=FollowUpStart(marai))
        form = self._open(till, FollowUpDialog)
        form.title.line.setText("Ring back about the sapphire")
        form.model.type("due_on", "31 feb")
        form.model.type("title", "Ring back about the sapphire")
        form.save.click()
        self._shoot(form, "follow-up")
        form.done(0)
        till.reminding.look_ahead(Horizon.WEEK)

    def _draw_requests(self, till: ShopTill) -> None:
        till.window.show_page(REQUESTS)
        self._shoot(till.window, "requests-none")
        today = till.desk.today()
        marai = list_customers(till.desk, CustomerQuery(search="Marai")).rows[0].id
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
            self._shoot(till.window, f"requests-{size[0]}", size)
        convert_to_follow_up(till.desk, made[3].id, FollowUpOrder("", today))
        till.asking.show_stage(EnquiryStage.ENDED)
        till.asking.move(till.requests.list.rows[0].line, EnquiryStatus.CANCELLED)
        self._shoot(till.window, "requests-ended")
        till.asking.show_all_open()
        till.dialogs.new_request()
        form = self._open(till, RequestDialog)
        form.kind.set_text("order")
        form.kind.edited.emit("order")
        for field, text in ((form.name, "Peter Kowalski"), (form.email, "peter"), (form.day, "3 Dec")):
            QTest.keyClicks(field.line, text)
        form.text.area.setPlainText("A sapphire between two diamonds")
        form.save.click()
        self._shoot(form, "request-form")
        form.done(0)
        till.dialogs.book_request(made[0])
        booking = self._open(till, BookDialog)
        self._shoot(booking, "request-book")
        booking.done(0)
        till.dialogs.read_request(made[1])
        reader = self._open(till, RequestReader)
        self._shoot(reader, "request-read")
        reader.done(0)
        (self._work / "form.csv").write_text(_FORM, encoding="utf-8")
        till.dialogs.import_requests()
        bringing = self._open(till, ImportDialog)
        self._shoot(bringing, "requests-import-before")
        bringing.model.open_file(str(self._work / "form.csv"))
        self._shoot(bringing, "requests-import")
        bringing.done(0)
        till.dialogs.sell_request(made[0])
        for size in (LARGE, SMALL):
            self._shoot(till.window, f"checkout-request-{size[0]}", size)
        till.checkout.model.empty()

    def _draw_messages(self, till: ShopTill) -> None:
        mail = {
            "smtp_host": "mail.example.com",
            "smtp_sender": "shop@example.com",
            "email": "shop@example.com",
        }
        change_settings(till.desk, mail)
        marai = list_customers(till.desk, CustomerQuery(search="Marai")).rows[0].id
        till.dialogs.message(marai, MessageKind.DEBT)
        dialog = self._open(till, MessageDialog)
        dialog.model.type("way", "smtp")
        self._shoot(dialog, "message-debt")
        self._shoot(dialog, "message-debt-small", (680, 700))
        dialog.model.send()
        till.dialogs.message(marai, MessageKind.DEBT)
        refused = self._open(till, MessageDialog)
        self._shoot(refused, "message-too-soon")
        refused.model.type("kind", MessageKind.BIRTHDAY.value)
        refused.model.type("way", "whatsapp")
        refused.model.type("text", "Happy birthday, Marai!")
        self._shoot(refused, "message-greeting")
        refused.send.click()
        self._shoot(refused, "message-asked")
        refused.went.click()
        till.dialogs.remind_many()
        many = self._open(till, MessageBatchDialog)
        self._shoot(many, "message-many")
        many.done(0)
        till.dialogs.message_texts()
        texts = self._open(till, TextsDialog)
        self._shoot(texts, "message-texts")
        texts.model.choose("name", "birthday")
        texts.model.type("text", "You owe {balance}")
        texts.save.click()
        self._shoot(texts, "message-texts-wrong")
        texts.done(0)
        till.dialogs.open_customer(marai)
        detail = self._open(till, DetailDialog)
        detail.open_page(detail.messages)
        self._shoot(detail, "customer-messages")
        for place, name in ((0, "sent"), (1, "waiting")):
            till.dialogs.show_message(detail.messages.table.lines.line(place).id)
            shown = self._open(till, ShownMessageDialog)
            self._shoot(shown, f"message-{name}")
            shown.done(0)
        detail.done(0)

    def _draw_receivables(self, till: ShopTill) -> None:
        till.window.show_page(RECEIVABLES)
        for size in (LARGE, SMALL):
            self._shoot(till.window, f"receivables-{size[0]}", size)
        till.dialogs.statements()
        till.receivables.dust.trigger()
        dust = self._open(till, RightingDialog)
        dust.fill("below", "30")
        self._shoot(dust, "dust")
        dust.done(0)
        batch = self._open(till, StatementBatchDialog)
        self._shoot(batch, "statements")
        batch.done(0)

    def _draw_sales(self, till: ShopTill) -> None:
        till.window.show_page(SALES)
        till.sales.model.narrow(doubtful_first=True)
        for size in (LARGE, SMALL):
            self._shoot(till.window, f"sales-{size[0]}", size)
        till.sales.table.clicked.emit(till.sales.table.lines.index(0, 0))
        sold = self._open(till, SoldDialog)
        self._shoot(sold, "sale-sold")
        sold.done(0)
        till.sales.model.narrow(least_text="lots")
        self._shoot(till.window, "sales-mistake")
        till.sales.model.clear()

    def _draw_back_office(self, till: ShopTill) -> None:
        till.window.show_page(BACK_OFFICE)
        page = till.back_office
        for size in (LARGE, SMALL):
            self._shoot(till.window, f"back-office-{size[0]}", size)
        page.proof.prove.click()
        page.settings.model.set_value("email", "rosa")
        page.settings.model.save()
        self._shoot(till.window, "back-office-proof")
        page.settings.model.discard()
        page.staff.add.click()
        add = self._open(till, AddStaffDialog)
        self._shoot(add, "staff-add")
        add.done(0)
        next(iter(page.staff.pin_buttons.values())).click()
        pin = self._open(till, SetPinDialog)
        self._shoot(pin, "staff-pin")
        pin.done(0)
        for place in ("Carlton", "Northcote"):
            page.staff.model.add_location(place)
        page.staff.model.add(f"Nora {self._theme}", location="Northcote")
        self._shoot(till.window, "staff-locations")
        tied = next(line for line in page.staff.model.lines.value if line.location)
        page.staff.change_buttons[tied.id].click()
        change = self._open(till, ChangeStaffDialog)
        self._shoot(change, "staff-change")
        change.done(0)
        page.staff.rights.click()
        rights = self._open(till, PermissionsDialog)
        self._shoot(rights, "staff-rights")
        rights.done(0)
        page.journal.open.click()
        journal = self._open(till, JournalDialog)
        self._shoot(journal, "journal")
        journal.done(0)
        self._draw_safety(till)

    def _draw_day(self, till: ShopTill) -> None:
        tenders = {Method.CASH: 84_000, Method.CARD: 41_000}
        sell(till.desk, SaleOrder(total=125_000, tenders=tenders), uuid4().hex)
        till.close_day()
        day = self._open(till, CloseDayDialog)
        self._shoot(day, "day-before")
        picture = day.model.picture.value
        if picture is None:
            raise TypeError("no sums")
        expected = 20_000 + picture.day.flows.cash
        QTest.keyClicks(day.float.line, "200")
        QTest.keyClicks(day.counted.line, day.model.text.amount(expected - 450))
        self._shoot(day, "day-short")
        day.counted.set_text("")
        QTest.keyClicks(day.counted.line, day.model.text.amount(expected))
        day.save.click()
        self._shoot(day, "day-closed")
        day.done(0)

    def _draw_safety(self, till: ShopTill) -> None:
        page = till.back_office
        page.backups.back_up.click()
        page.backups.restores[0].click()
        restoring = self._open(till, RestoreDialog)
        restoring.restore.click()
        self._shoot(restoring, "restore")
        restoring.done(0)
        page.secrets.passphrase.click()
        passphrase = self._open(till, PassphraseDialog)
        self._shoot(passphrase, "passphrase")
        passphrase.done(0)
        page.secrets.recovery.click()
        recovery = self._open(till, RecoveryKeyDialog)
        self._shoot(recovery, "recovery-key")
        recovery.done(0)
        page.secrets.encrypt.click()
        encrypt = self._open(till, RekeyDialog)
        self._shoot(encrypt, "encrypt-anew")
        encrypt.done(0)
        page.secrets.model.tills.why_not.value = ""
        page.secrets.tills.make.click()
        till_pin = self._open(till, TillPinDialog)
        self._shoot(till_pin, "till-pin")
        till_pin.done(0)
        book = till.desk.book
        book.missing = Missing(entries=12, events=9, complete=True)
        model = MissingEntriesViewModel(till.desk, InlineRunner(), ScriptedPrompter())
        book.missing = None
        missing = MissingPage(model)
        self._shoot(missing, "missing", (900, 620))
        missing.unbind()

    def _draw_large(self) -> None:
        """Draw the pages and three dialogs at large text on a small screen."""
        apply_theme(self._app, self._theme, _LARGE_TEXT)
        door = self._door("demo", PASSPHRASE, _LARGE_TEXT)
        till = door.till
        if not isinstance(till, ShopTill):
            raise TypeError("no till")
        for page in (CHECKOUT, RECEIVABLES, SALES, BACK_OFFICE, CUSTOMERS):
            till.window.show_page(page)
            self._shoot(till.window, f"large-{page}", SMALL)
        first = till.customers.model.listing.value.near[0].id
        opened: tuple[tuple[str, Callable[[CustomerId], None], type[QDialog]], ...] = (
            ("customer", till.dialogs.open_customer, DetailDialog),
            ("form", till.dialogs.edit_customer, CustomerForm),
            ("payment", till.dialogs.take_payment, PaymentDialog),
            ("why", till.dialogs.why_balance, WhyDialog),
        )
        for name, ask, kind in opened:
            ask(first)
            dialog = self._open(till, kind)
            self._shoot(dialog, f"large-{name}")
            dialog.done(0)
        close_door(door)

    def _draw_empty(self) -> None:
        door = self._door("empty", NEW_SHOP.passphrase)
        if door.till is not None:
            self._shoot(door.till.window, "customers-empty")
        close_door(door)

    def _door(self, name: str, passphrase: str, scale: int = 100) -> FrontDoor:
        demo = Demo(place_of(self._work / name, self._clock), passphrase, lambda _progress: None)
        with open_shop(self._work / name, passphrase, clock=self._clock) as shop:
            change_settings(shop.desk, {"theme": self._theme, "text_scale": str(scale)})
        door = FrontDoor(
            self._app,
            InlineRunner(),
            Computer("en_AU", "Australia/Melbourne"),
            lambda shop, desk, door: ShopTill(InlineThreads(), shop, desk, door),
            demo,
            lambda _window: ScriptedPrompter(),
            open_link=lambda _link: True,
        )
        door.enter_demo()
        return door

    def _open(self, till: ShopTill, kind: type[AnyDialog]) -> AnyDialog:
        return next(dialog for dialog in till.window.findChildren(kind) if dialog.isVisible())

    def _shoot(self, widget: QWidget, name: str, size: tuple[int, int] | None = None) -> None:
        if size is not None or not isinstance(widget, QDialog):
            widget.resize(*(size or LARGE))
        widget.show()
        QTest.qWait(_SETTLED_MS)
        widget.grab().save(str(self._out / f"{name}-{self._theme}.png"))


def main(out: str) -> int:
    """Draw all screens into a folder."""
    qInstallMessageHandler(lambda _kind, _context, _text: None)  # offscreen Qt remarks on every dialog
    app = QApplication.instance()
    drawn = app if isinstance(app, QApplication) else QApplication(["screens"])
    with tempfile.TemporaryDirectory() as work:
        count = Screens(drawn, Path(out), Path(work)).draw()
    sys.stdout.write(f"{count} screens in {out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "build/screens"))
