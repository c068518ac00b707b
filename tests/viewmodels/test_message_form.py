"""Writing a message: what it begins with, why it cannot be sent, and whether it went."""

from collections.abc import Callable

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.message import MessageKind, MessageOutcome, Wishes
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.customers import RecordChange, add_customer, archive_customer
from shopdesk.services.desk import Desk
from shopdesk.services.messaging import messages_of, set_wishes
from shopdesk.services.selling import sell
from shopdesk.services.settings import change_settings
from shopdesk.viewmodels.message_form import MessageViewModel
from tests.conftest import StandingClock
from tests.ports import InlineRunner

MAIL_SERVER = {"smtp_host": "mail.example.com", "smtp_sender": "shop@example.com"}
Write = Callable[..., MessageViewModel]


@pytest.fixture
def ada(desk: Desk) -> CustomerId:
    """Add Ada, who owes $50.00 since today and likes WhatsApp."""
    contact = {
        "first_name": "Ada",
        "last_name": "Low",
        "mobile": "0412 345 678",
        "email": "ada@example.com",
        "communication_preference": "whatsapp",
        "spouse_name": "Bo",
    }
    ada = add_customer(desk, RecordChange(contact)).id
    sell(desk, SaleOrder(ada, 5_000, on_account=5_000), "owes")
    return ada


@pytest.fixture
def links() -> list[str]:
    """Hold what was opened in other programs."""
    return []


@pytest.fixture
def write(desk: Desk, ada: CustomerId, links: list[str]) -> Write:
    """Begin a message to Ada."""

    def begin(kind: MessageKind = MessageKind.DEBT, words: str = "") -> MessageViewModel:
        def open_link(link: str) -> bool:
            links.append(link)
            return True

        model = MessageViewModel(desk, InlineRunner(), open_link, ada, kind, words)
        model.load()
        return model

    return begin


def test_it_begins_with_the_text_of_its_kind_filled_in(write: Write) -> None:
    model = write()
    words = model.typed.value["text"]
    assert all(said in words for said in ("Dear Ada,", "$50.00", "S-00001", "Rossi Jewellers"))
    assert "{" not in words
    assert "\n\n\n" not in words
    assert model.level_words() == "By the age of the debt: friendly"
    assert model.typed.value["way"] == "whatsapp"
    assert model.form.value is not None
    assert model.form.value.about == "Owes the shop $50.00 · oldest due 21 Dec · prefers WhatsApp"
    assert not model.is_dirty()


def test_an_old_debt_is_asked_for_more_firmly(write: Write, clock: StandingClock) -> None:
    clock.forward(days=100)
    model = write()
    assert "Last" not in model.typed.value["text"]
    assert model.typed.value["subject"].startswith("Last reminder")
    assert model.level_words() == "By the age of the debt: last reminder"


def test_another_kind_or_language_brings_its_text_but_never_over_what_was_written(write: Write) -> None:
    model = write()
    model.type("kind", MessageKind.ANNIVERSARY.value)
    assert "you both" in model.typed.value["text"]
    model.type("language", "de")
    assert "Hochzeitstag" in model.typed.value["text"]
    model.type("text", "Liebe Ada, alles Gute!")
    model.type("kind", MessageKind.BIRTHDAY.value)
    assert model.typed.value["text"] == "Liebe Ada, alles Gute!"
    assert model.is_dirty()
    model.start_over()
    assert "Geburtstag" in model.typed.value["text"]


def test_it_is_opened_with_its_text_and_the_person_says_whether_it_went(
    desk: Desk, ada: CustomerId, write: Write, links: list[str]
) -> None:
    model = write()
    for _ in range(2):
        model.send()
    assert len(links) == 1
    assert links[0].startswith("https://wa.me/61412345678?text=Dear%20Ada")
    assert model.asking.value is not None
    model.tell(sent=True)
    (message,) = messages_of(desk, ada)
    assert message.outcome is MessageOutcome.SENT
    assert model.done.value is not None
    assert model.done.value.text == "Written down as sent to Ada Low."


def test_where_no_program_opens_it_that_is_said_and_it_can_be_written_down_as_not_sent(
    desk: Desk, ada: CustomerId
) -> None:
    model = MessageViewModel(desk, InlineRunner(), lambda _link: False, ada)
    model.load()
    model.send()
    assert "No program on this computer" in model.problem.value
    model.tell(sent=False)
    assert [each.outcome for each in messages_of(desk, ada)] == [MessageOutcome.NOT_SENT]


def test_mail_waits_for_the_server_with_a_statement_that_is_issued_once(
    desk: Desk, ada: CustomerId, write: Write, links: list[str]
) -> None:
    change_settings(desk, MAIL_SERVER)
    model = write()
    model.type("way", "smtp")
    assert model.is_email
    model.attach(attached=True)
    model.send()
    (message,) = messages_of(desk, ada)
    assert (message.outcome, message.statement, links) == (MessageOutcome.QUEUED, 1, [])
    assert message.subject == "Your account with Rossi Jewellers"
    assert model.done.value is not None
    assert model.done.value.text == "The email to Ada Low waits for the mail server."


def test_why_it_cannot_be_sent_is_said_before_it_is_written(
    desk: Desk, ada: CustomerId, write: Write
) -> None:
    set_wishes(desk, ada, Wishes(do_not_chase=True))
    model = write()
    assert "not to be chased" in model.why_not.value
    model.type("kind", MessageKind.BIRTHDAY.value)
    assert model.why_not.value == ""


def test_nobody_who_is_archived_is_written_to(desk: Desk, marai: CustomerId) -> None:
    archive_customer(desk, marai)
    model = MessageViewModel(desk, InlineRunner(), lambda _link: True, marai)
    model.load()
    assert "archived" in model.why_not.value


@pytest.mark.parametrize(("field", "typed"), [("text", " "), ("text", "You owe {balance}")])
def test_a_wrong_text_is_told_at_its_field_and_nothing_is_lost(write: Write, field: str, typed: str) -> None:
    model = write(MessageKind.FREE)
    model.type(field, typed)
    model.send()
    assert list(model.errors.value) == [field]
    assert model.typed.value[field] == typed
    model.type(field, "Hello")
    model.send()
    assert model.asking.value is not None


def test_what_is_ready_stands_in_the_message(write: Write) -> None:
    assert "the gold chain" in write(MessageKind.REQUEST_READY, "the gold chain").typed.value["text"]
