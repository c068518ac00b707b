"""How the shop keeps in touch: typed, judged, saved, tried."""

from collections.abc import Iterator

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.message import MessageKind, MessageOrder, MessageWay
from shopdesk.domain.staff import Role
from shopdesk.services.customers import RecordChange, edit_customer
from shopdesk.services.desk import Desk
from shopdesk.services.mailing import knows_mail_password
from shopdesk.services.messaging import send
from shopdesk.services.settings import change_settings
from shopdesk.services.staff import add_staff
from shopdesk.viewmodels.message_settings import FIELDS, PASSWORD, SWITCHES, MessageSettingsViewModel
from tests.mail_server import Letterbox, mail_server
from tests.ports import InlineRunner


@pytest.fixture
def letterbox() -> Iterator[Letterbox]:
    """Run a mail server."""
    with mail_server(Letterbox()) as running:
        yield running


def model_of(desk: Desk) -> MessageSettingsViewModel:
    model = MessageSettingsViewModel(desk, InlineRunner())
    model.load()
    return model


def test_it_shows_what_is_stored_and_no_password(desk: Desk) -> None:
    values = model_of(desk).values.value
    assert set(values) == {*FIELDS, *SWITCHES, PASSWORD}
    assert (values["quiet_hours"], values["greet_birthdays"], values[PASSWORD]) == (
        "20:00-08:00",
        "false",
        "",
    )


def test_what_was_typed_is_saved_and_the_password_kept_sealed(desk: Desk) -> None:
    model = model_of(desk)
    for name, text in (("smtp_host", "mail.example.com"), ("smtp_user", "rosa"), (PASSWORD, "secret")):
        model.set_value(name, text)
    assert model.dirty.value
    model.save()
    assert desk.settings.smtp_host == "mail.example.com"
    assert knows_mail_password(desk)
    assert model.has_password.value
    assert (model.dirty.value, model.values.value[PASSWORD]) == (False, "")
    model.set_value("smtp_user", "")
    model.save()
    assert not knows_mail_password(desk)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("quiet_hours", "at night"),
        ("reminder_gap_days", "many"),
        ("smtp_port", "0"),
        ("smtp_sender", "rosa"),
        ("smtp_host", "my server"),
    ],
)
def test_a_wrong_value_is_told_at_its_field_and_nothing_is_saved(desk: Desk, name: str, text: str) -> None:
    model = model_of(desk)
    model.set_value("debt_firm_after_days", "45")
    model.set_value(name, text)
    model.save()
    assert list(model.errors.value) == [name]
    assert desk.settings.debt_firm_after_days == 30
    model.discard()
    assert (model.errors.value, model.dirty.value) == ({}, False)


@pytest.mark.parametrize(
    ("answers", "role", "words"),
    [([], "success", "look whether it arrives"), (["554 spam"], "danger", "554 spam")],
)
def test_a_test_says_what_the_server_said(
    desk: Desk, letterbox: Letterbox, answers: list[str], role: str, words: str
) -> None:
    here = {"smtp_host": "127.0.0.1", "smtp_port": str(letterbox.port), "smtp_security": "none"}
    change_settings(desk, {**here, "smtp_sender": "shop@example.com"})
    letterbox.answers = answers
    model = model_of(desk)
    model.send_test()
    assert model.notice.value is not None
    assert model.notice.value.role == role
    assert words in model.notice.value.text


def test_what_waits_stands_there_and_settings_of_another_window_come_in(
    desk: Desk, marai: CustomerId
) -> None:
    model = model_of(desk)
    stop = desk.feed.subscribe(model.on_changes)
    edit_customer(desk, marai, RecordChange({"email": "marai@example.com"}))
    change_settings(desk, {"smtp_host": "mail.example.com", "smtp_sender": "shop@example.com"})
    assert model.values.value["smtp_host"] == "mail.example.com"
    assert model.has_server.value
    send(desk, MessageOrder(marai, MessageKind.FREE, MessageWay.SMTP, "Hello"), "one")
    assert [(line.full_name, line.outcome) for line in model.waiting.value] == [("Marai Haddad", "Waits")]
    stop()


def test_a_cashier_is_told_why_not(desk: Desk) -> None:
    cashier = desk.as_staff(add_staff(desk, "Carl", Role.CASHIER))
    assert "ask the owner" in model_of(cashier).why_not
