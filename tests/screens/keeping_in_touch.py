"""Keeping in touch: reminders, follow-ups and messages."""

from datetime import timedelta
from uuid import uuid4

from shopdesk.domain.customer_list import Segment
from shopdesk.domain.follow_up import FollowUpOrder, Priority
from shopdesk.domain.message import MessageKind
from shopdesk.services.following_up import add_follow_up
from shopdesk.services.settings import change_settings
from shopdesk.viewmodels.follow_up_form import FollowUpStart
from shopdesk.viewmodels.message_batch import BatchStart
from shopdesk.viewmodels.reminders import Horizon
from tests.screens.frame import LARGE, SMALL, Frame, debtor_named, opened_by
from ui.customers.detail_dialog import DetailDialog
from ui.messages.batch_dialog import MessageBatchDialog
from ui.messages.message_dialog import MessageDialog
from ui.messages.shown_dialog import ShownMessageDialog
from ui.messages.texts_dialog import TextsDialog
from ui.reminders.follow_up_dialog import FollowUpDialog
from ui.till import ShopTill
from ui.window_ahead import REMINDERS


def draw_reminders(frame: Frame, till: ShopTill) -> None:
    today = till.desk.today()
    marai = debtor_named(till, "Marai Haddad")
    tasks = (("Ring back about the sapphire", -1, marai), ("Order gift boxes", 0, None))
    for title, days, customer in tasks:
        order = FollowUpOrder(title, today + timedelta(days=days), customer, Priority.HIGH)
        add_follow_up(till.desk, order, uuid4().hex)
    till.dialogs.open_customer(marai)
    detail = opened_by(till, DetailDialog)
    detail.open_page(detail.follow_ups)
    frame.shoot(detail, "customer-follow-ups")
    detail.done(0)
    till.window.show_page(REMINDERS)
    for size in (LARGE, SMALL):
        frame.shoot(till.window, f"reminders-{size[0]}", size)
    till.reminding.look_ahead(Horizon.TODAY)
    till.reminding.snooze(till.reminders.list.rows[0].line, 3)
    frame.shoot(till.window, "reminders-snoozed")
    till.dialogs.follow_up(start=FollowUpStart(marai))
    form = opened_by(till, FollowUpDialog)
    form.title.line.setText("Ring back about the sapphire")
    form.fields["due_on"].set_text("31 feb")
    form.model.type("due_on", "31 feb")
    form.model.type("title", "Ring back about the sapphire")
    form.save.click()
    frame.shoot(form, "follow-up")
    form.done(0)
    till.reminding.look_ahead(Horizon.WEEK)


def draw_messages(frame: Frame, till: ShopTill) -> None:
    mail = {
        "smtp_host": "mail.example.com",
        "smtp_sender": "shop@example.com",
        "email": "shop@example.com",
    }
    change_settings(till.desk, mail)
    marai = debtor_named(till, "Marai Haddad")
    till.dialogs.message(marai, MessageKind.DEBT)
    dialog = opened_by(till, MessageDialog)
    dialog.model.type("way", "smtp")
    frame.shoot(dialog, "message-debt")
    frame.shoot(dialog, "message-debt-small", (680, 700))
    dialog.model.send()
    till.dialogs.message(marai, MessageKind.DEBT)
    refused = opened_by(till, MessageDialog)
    frame.shoot(refused, "message-too-soon")
    refused.model.type("kind", MessageKind.BIRTHDAY.value)
    refused.model.type("way", "whatsapp")
    refused.model.type("text", "Happy birthday, Marai!")
    frame.shoot(refused, "message-greeting")
    refused.send.click()
    frame.shoot(refused, "message-asked")
    refused.went.click()
    till.dialogs.message_many(BatchStart(MessageKind.DEBT))
    many = opened_by(till, MessageBatchDialog)
    frame.shoot(many, "message-many")
    many.model.choose_kind(MessageKind.FREE.value)
    many.model.choose_whom(Segment.VIP.value)
    many.model.type("text", "Dear {first_name},\n\nthe new rings are here. Come by!")
    frame.shoot(many, "message-many-text")
    many.model.choose_whom(Segment.LAPSED.value)
    frame.shoot(many, "message-many-text-small", (760, 620))
    many.done(0)
    till.dialogs.message_texts()
    texts = opened_by(till, TextsDialog)
    frame.shoot(texts, "message-texts")
    texts.model.choose("language", "ar")
    frame.shoot(texts, "message-texts-arabic")
    texts.model.choose("language", "en")
    texts.model.choose("name", "birthday")
    texts.model.type("text", "You owe {balance}")
    texts.save.click()
    frame.shoot(texts, "message-texts-wrong")
    texts.done(0)
    till.dialogs.open_customer(marai)
    detail = opened_by(till, DetailDialog)
    detail.open_page(detail.messages)
    frame.shoot(detail, "customer-messages")
    for place, name in ((0, "sent"), (1, "waiting")):
        till.dialogs.show_message(detail.messages.table.lines.line(place).id)
        shown = opened_by(till, ShownMessageDialog)
        frame.shoot(shown, f"message-{name}")
        shown.done(0)
    detail.done(0)
