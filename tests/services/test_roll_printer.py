"""Sending to a receipt printer, over every way there is, with printers that are well and others that are not."""

import subprocess
from pathlib import Path

import pytest

from shopdesk.documents.escpos import open_drawer
from shopdesk.documents.receipt_raster import draw_receipt_image, render_raster
from shopdesk.domain.till_hardware import PrinterWay, RollPrinter
from shopdesk.errors import PrinterFailed
from shopdesk.services import printer_ports
from shopdesk.services.roll_printer import send
from tests.documents.test_receipt_pdf import PAID
from tests.roll_printer import (
    COVER_OPEN,
    JUST_OFFLINE,
    PAPER_OUT,
    WELL,
    NetworkRoll,
    SerialRoll,
    printed,
    same_dots,
)

SILENT: dict[int, int] = {}


@pytest.fixture(name="receipt", scope="module")
def drawn_receipt() -> bytes:
    return render_raster(PAID, "80")


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait long for a printer that a busy machine keeps from its answer."""
    monkeypatch.setattr(printer_ports, "_PATIENCE_SECONDS", 60)
    monkeypatch.setattr(printer_ports, "_ANSWER_SECONDS", 60)


@pytest.fixture(name="state", params=[WELL, SILENT], ids=["answers", "says nothing"])
def well_or_silent(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> dict[int, int]:
    """Return what a printer answers; one that says nothing is not waited for."""
    state: dict[int, int] = request.param
    if state is SILENT:
        say_nothing(monkeypatch)
    return state


def say_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printer_ports, "_ANSWER_SECONDS", 0.1)


def why_not(printer: RollPrinter, commands: bytes = b"\x1b@") -> object:
    with pytest.raises(PrinterFailed) as refused:
        send(printer, commands)
    return refused.value.parameters["reason"]


@pytest.mark.parametrize("way", [PrinterWay.USB, PrinterWay.SERIAL])
def test_a_device_prints_what_was_drawn(receipt: bytes, way: PrinterWay, state: dict[int, int]) -> None:
    with SerialRoll(state) as roll:
        send(RollPrinter(way, roll.place, 115_200), receipt)
    (paper,) = printed(roll.sent).papers
    assert same_dots(paper, draw_receipt_image(PAID, "80"))


def test_a_printer_on_the_network_prints_what_was_drawn(receipt: bytes, state: dict[int, int]) -> None:
    with NetworkRoll(state) as roll:
        send(RollPrinter(PrinterWay.NETWORK, roll.place), receipt)
        send(RollPrinter(PrinterWay.NETWORK, roll.place), open_drawer("5"))
    done = printed(roll.sent)
    assert same_dots(done.papers[0], draw_receipt_image(PAID, "80"))
    assert (len(done.papers), done.pins) == (1, ["5"])


def test_a_file_grows_by_each_receipt(receipt: bytes, tmp_path: Path) -> None:
    printer = RollPrinter(PrinterWay.FILE, str(tmp_path / "roll"))
    send(printer, receipt)
    send(printer, receipt)
    assert len(printed((tmp_path / "roll").read_bytes()).papers) == 2


def test_a_queue_gets_it_past_the_filters(
    receipt: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lp = tmp_path / "lp"
    lp.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/asked\ncat > {tmp_path}/sent\n')
    lp.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    send(RollPrinter(PrinterWay.QUEUE, "Till"), receipt)
    assert (tmp_path / "asked").read_text().strip() == "-d Till -o raw -"
    assert (tmp_path / "sent").read_bytes() == receipt


@pytest.mark.parametrize(
    ("state", "reason"),
    [(PAPER_OUT, "paper_out"), (COVER_OPEN, "cover_open"), (JUST_OFFLINE, "offline")],
    ids=["paper out", "cover open", "offline"],
)
def test_what_a_printer_says_of_itself_is_told_and_nothing_is_sent(
    receipt: bytes, state: dict[int, int], reason: str
) -> None:
    with NetworkRoll(state) as roll:
        assert why_not(RollPrinter(PrinterWay.NETWORK, roll.place), receipt) == reason
    assert receipt not in roll.sent


def test_paper_that_runs_out_while_it_prints_is_told(receipt: bytes) -> None:
    class EndingRoll(NetworkRoll):
        def take(self, data: bytes, answer: object) -> None:
            if len(self.sent + data) > len(receipt) // 2:
                self.state = PAPER_OUT
            super().take(data, answer)  # type: ignore[arg-type]  # it is the same

    with EndingRoll() as roll:
        assert why_not(RollPrinter(PrinterWay.NETWORK, roll.place), receipt) == "paper_out"


def test_a_printer_that_hangs_is_given_up(receipt: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printer_ports, "_PATIENCE_SECONDS", 0.2)
    say_nothing(monkeypatch)
    with NetworkRoll(reads=False) as roll:
        assert why_not(RollPrinter(PrinterWay.NETWORK, roll.place), receipt * 200) == "no_answer"


def test_a_device_that_takes_nothing_is_given_up(receipt: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printer_ports, "_PATIENCE_SECONDS", 0.2)
    say_nothing(monkeypatch)
    roll = SerialRoll()  # nobody reads
    assert why_not(RollPrinter(PrinterWay.SERIAL, roll.place), receipt) == "no_answer"
    with roll:
        pass


@pytest.mark.parametrize(
    ("way", "place", "reason"),
    [
        (PrinterWay.USB, "no such device", "not_there"),
        (PrinterWay.SERIAL, "no such device", "not_there"),
        (PrinterWay.SERIAL, "a file", "not_there"),
        (PrinterWay.FILE, "no such folder/roll", "no_file"),
        (PrinterWay.NETWORK, "127.0.0.1:1", "not_there"),
        (PrinterWay.QUEUE, "no such queue", "no_queue"),
    ],
)
def test_a_printer_that_is_not_there_is_told(
    way: PrinterWay, place: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").touch()
    monkeypatch.setenv("PATH", "")
    local = way in {PrinterWay.USB, PrinterWay.SERIAL, PrinterWay.FILE}
    assert why_not(RollPrinter(way, str(tmp_path / place) if local else place)) == reason


def test_a_queue_that_refuses_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object, **__: object) -> None:
        raise subprocess.CalledProcessError(1, "lp")

    monkeypatch.setattr(subprocess, "run", refuses)
    assert why_not(RollPrinter(PrinterWay.QUEUE, "Till")) == "no_queue"


def test_after_a_failure_what_was_cut_short_is_ended_first(
    receipt: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    say_nothing(monkeypatch)
    with NetworkRoll(SILENT) as roll:
        send(RollPrinter(PrinterWay.NETWORK, roll.place), receipt, after_failure=True)
    cut_short = receipt[: 2 + 8 + 1000]  # a band that was never finished takes what comes next for dots
    assert len(printed(cut_short + roll.sent).papers) == 1
