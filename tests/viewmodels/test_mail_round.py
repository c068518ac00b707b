"""The sending of waiting mail in the background: it never holds up the writer, and ends cleanly."""

from collections.abc import Callable, Iterator

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.message import MessageKind, MessageOrder, MessageOutcome, MessageWay
from shopdesk.errors import DiskFull, ShopDeskError
from shopdesk.services.customers import RecordChange, edit_customer
from shopdesk.services.desk import Desk
from shopdesk.services.messaging import messages_of, send
from shopdesk.services.settings import change_settings
from shopdesk.viewmodels.mail_round import MailRoundViewModel
from shopdesk.viewmodels.ports import Lane, T
from tests.mail_server import Letterbox, mail_server
from tests.ports import InlineRunner


class HaltedRunner(InlineRunner):
    """Does the work of a lane and then tells nobody any more, as when the shop is closed meanwhile."""

    def __init__(self, halt_after: Lane, *, works: bool = True) -> None:
        super().__init__()
        self._halt_after = halt_after
        self._works = works

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[ShopDeskError], None],
        lane: Lane = Lane.READ,
    ) -> None:
        """Do the work and call back, but for the lane that is halted."""
        if lane is not self._halt_after:
            super().run(work, done, failed, lane)
        elif self._works:
            work()


@pytest.fixture
def letterbox(desk: Desk, marai: CustomerId) -> Iterator[Letterbox]:
    """Run the shop's mail server, with two mails that wait."""
    edit_customer(desk, marai, RecordChange({"email": "marai@example.com"}))
    with mail_server(Letterbox()) as running:
        here = {"smtp_host": "127.0.0.1", "smtp_port": str(running.port), "smtp_security": "none"}
        change_settings(desk, {**here, "smtp_sender": "shop@example.com"})
        for number in (1, 2):
            order = MessageOrder(marai, MessageKind.FREE, MessageWay.SMTP, f"Number {number}")
            send(desk, order, f"message {number}")
        yield running


def outcomes(desk: Desk, customer: CustomerId) -> list[str]:
    return [each.outcome.value for each in messages_of(desk, customer)]


def test_what_is_due_goes_and_the_server_is_spoken_to_on_the_thread_for_long_work(
    desk: Desk, marai: CustomerId, letterbox: Letterbox
) -> None:
    runner = InlineRunner()
    model = MailRoundViewModel(desk, runner)
    model.look()
    model.look()
    assert outcomes(desk, marai) == ["sent", "sent"]
    assert runner.lanes.count(Lane.LONG) == len(letterbox.mails) == 2
    model.finish()


def test_new_mail_is_noticed(desk: Desk, marai: CustomerId, letterbox: Letterbox) -> None:
    model = MailRoundViewModel(desk, InlineRunner())
    stop = desk.feed.subscribe(model.on_changes)
    order = MessageOrder(marai, MessageKind.FREE, MessageWay.SMTP, "Number 3")
    send(desk, order, "message 3")
    assert [mail.get_content().strip() for mail in letterbox.mails] == ["Number 1", "Number 2", "Number 3"]
    stop()
    model.finish()


def test_a_mail_that_went_while_the_shop_was_closed_is_written_down_as_sent(
    desk: Desk, marai: CustomerId, letterbox: Letterbox
) -> None:
    model = MailRoundViewModel(desk, HaltedRunner(Lane.LONG))
    model.look()
    assert outcomes(desk, marai) == ["queued", "sending"]
    model.finish()
    assert outcomes(desk, marai) == ["queued", "sent"]
    assert len(letterbox.mails) == 1
    model.look()
    assert len(letterbox.mails) == 1


def test_a_mail_that_was_taken_and_not_handed_over_waits_again(
    desk: Desk, marai: CustomerId, letterbox: Letterbox
) -> None:
    model = MailRoundViewModel(desk, HaltedRunner(Lane.LONG, works=False))
    model.look()
    model.finish()
    assert outcomes(desk, marai) == ["queued", "queued"]
    assert letterbox.mails == []


def test_a_full_disk_keeps_no_shop_from_closing(
    desk: Desk, marai: CustomerId, letterbox: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = MailRoundViewModel(desk, HaltedRunner(Lane.LONG))
    model.look()
    with monkeypatch.context() as full:

        def refuse(*_: object, **__: object) -> None:
            raise DiskFull

        full.setattr("shopdesk.services.mailing.MailRound.settle", refuse)
        model.finish()
    assert outcomes(desk, marai) == ["queued", "sending"]
    later = MailRoundViewModel(desk, InlineRunner())
    later.look()
    assert outcomes(desk, marai) == ["sent", "unknown"]
    assert len(letterbox.mails) == 2
    later.finish()


def test_when_it_cannot_be_written_down_the_mail_may_have_been_sent(
    desk: Desk, marai: CustomerId, letterbox: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = MailRoundViewModel(desk, InlineRunner())
    with monkeypatch.context() as full:

        def refuse(*_: object, **__: object) -> None:
            raise DiskFull

        full.setattr("shopdesk.services.mailing.MailRound.settle", refuse)
        model.look()
    assert outcomes(desk, marai) == ["queued", MessageOutcome.SENDING]
    model.look()
    assert outcomes(desk, marai) == ["sent", "unknown"]
    assert len(letterbox.mails) == 2
    model.finish()
