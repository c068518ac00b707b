"""Handing a mail to a real server: what it takes, refuses and forgets, and what is known of it then."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from shopdesk.services.mail_server import Answer, Mail, MailServer, hand_over
from tests.mail_server import Letterbox, mail_server

WRITTEN = datetime(2026, 11, 21, 1, tzinfo=UTC)
MAIL = Mail("abc", "ada@example.com", "Your account", "Dear Ada,\n.\nBye", "Rossi, Jewellers", WRITTEN)


def server(port: int, **changed: object) -> MailServer:
    plain = MailServer("127.0.0.1", port, "none", "", "", "shop@example.com", patience_seconds=60)
    return replace(plain, **changed)  # type: ignore[arg-type]  # by name


@pytest.fixture
def letterbox() -> Iterator[Letterbox]:
    """Run a server that takes everything."""
    with mail_server(Letterbox()) as running:
        yield running


def test_a_mail_arrives_whole_with_its_paper_and_its_own_number(letterbox: Letterbox) -> None:
    pdf = b"%PDF-1.4\n.\nend"
    handed = hand_over(server(letterbox.port), replace(MAIL, paper=("ST-00001.pdf", pdf)))
    assert (handed.answer, handed.said) == (Answer.TAKEN, "250 taken")
    (arrived,) = letterbox.mails
    assert arrived["Message-ID"] == "<abc@example.com>"
    assert (arrived["From"], arrived["To"]) == ('"Rossi, Jewellers" <shop@example.com>', "ada@example.com")
    body, paper = arrived.get_body(), next(arrived.iter_attachments())
    assert body is not None
    assert body.get_content().splitlines() == ["Dear Ada,", ".", "Bye"]
    assert (paper.get_filename(), paper.get_content()) == ("ST-00001.pdf", pdf)


@pytest.mark.parametrize("words", ["Zoë, ﷼ 50", "two\nlines\r\nBcc: eve@example.com"])
def test_a_subject_of_any_script_is_one_line_and_no_other_header(letterbox: Letterbox, words: str) -> None:
    assert hand_over(server(letterbox.port), replace(MAIL, subject=words)).answer is Answer.TAKEN
    assert letterbox.mails[0]["Subject"] == " ".join(words.split())
    assert letterbox.mails[0]["Bcc"] is None


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("550 no such mailbox", Answer.REFUSED), ("451 busy", Answer.LATER), ("251 forwarded", Answer.TAKEN)],
)
def test_an_address_is_refused_for_good_or_for_now(
    letterbox: Letterbox, answer: str, expected: Answer
) -> None:
    letterbox.to = answer
    handed = hand_over(server(letterbox.port), MAIL)
    assert handed.answer is expected
    assert len(letterbox.mails) == (expected is Answer.TAKEN)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("554 looks like spam", Answer.REFUSED), ("452 full", Answer.LATER), ("250 taken", Answer.TAKEN)],
)
def test_a_whole_mail_is_refused_for_good_or_for_now(
    letterbox: Letterbox, answer: str, expected: Answer
) -> None:
    letterbox.answers = [answer]
    handed = hand_over(server(letterbox.port), MAIL)
    assert (handed.answer, handed.said) == (expected, answer)


def test_a_server_that_dies_before_its_answer_may_have_it(letterbox: Letterbox) -> None:
    letterbox.dies = True
    assert hand_over(server(letterbox.port), MAIL).answer is Answer.UNKNOWN


def test_a_dead_server_has_nothing() -> None:
    with socket.socket() as nobody:  # has the port and does not listen
        nobody.bind(("127.0.0.1", 0))
        assert hand_over(server(nobody.getsockname()[1]), MAIL).answer is Answer.LATER


@contextmanager
def deaf_server(*, until_sent: bool) -> Iterator[int]:
    """Listen and say nothing; or say all that is expected until the whole mail is there, and nothing then."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with listening.accept()[0] as connection, connection.makefile("rwb") as wire:
            if until_sent:
                _play_along(wire)
            while wire.read(1):  # until the other side hangs up
                pass

    thread = Thread(target=serve)
    thread.start()
    yield int(listening.getsockname()[1])
    thread.join()
    listening.close()


def _play_along(wire: object) -> None:
    wire.write(b"220 here\r\n")  # type: ignore[attr-defined]  # a socket's file
    wire.flush()  # type: ignore[attr-defined]  # as above
    for answer in (b"250 hello\r\n", b"250 from\r\n", b"250 to\r\n", b"354 go on\r\n"):
        wire.readline()  # type: ignore[attr-defined]  # as above
        wire.write(answer)  # type: ignore[attr-defined]  # as above
        wire.flush()  # type: ignore[attr-defined]  # as above


@pytest.mark.parametrize(
    ("until_sent", "seconds", "answer"), [(False, 0.2, Answer.LATER), (True, 2, Answer.UNKNOWN)]
)
def test_nobody_waits_for_ever_for_a_server_that_says_nothing(
    until_sent: bool, seconds: float, answer: Answer
) -> None:
    with deaf_server(until_sent=until_sent) as port:
        assert hand_over(server(port, patience_seconds=seconds), MAIL).answer is answer


@pytest.mark.parametrize(
    ("password", "answer"), [("open sesame", Answer.TAKEN), ("open barley", Answer.LATER)]
)
def test_a_wrong_password_loses_no_mail(letterbox: Letterbox, password: str, answer: Answer) -> None:
    signed = server(letterbox.port, user="rosa", password=password)
    assert hand_over(signed, MAIL).answer is answer
    assert letterbox.users[0] == (b"rosa", password.encode())
    assert password not in repr(signed)


def test_a_password_is_not_sent_in_clear_to_another_computer(letterbox: Letterbox) -> None:
    # Another name of this machine stands for another machine.
    elsewhere = server(letterbox.port, host="127.0.0.2", user="rosa", password="open sesame")
    handed = hand_over(elsewhere, MAIL)
    assert handed.answer is Answer.LATER
    assert letterbox.users == []


@pytest.fixture
def certified(tmp_path: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Make a certificate for this machine; returns what the server and what the program uses."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "both.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(path)
    return serving, ssl.create_default_context(cafile=str(path))


def test_with_starttls_the_mail_goes_encrypted_or_not_at_all(
    letterbox: Letterbox, certified: tuple[ssl.SSLContext, ssl.SSLContext]
) -> None:
    serving, trusting = certified
    with mail_server(Letterbox(), serving) as safe:
        asked = server(safe.port, host="localhost", security="starttls", context=trusting)
        assert hand_over(asked, MAIL).answer is Answer.TAKEN
        assert hand_over(replace(asked, context=None), MAIL).answer is Answer.LATER
    plain = server(letterbox.port, host="localhost", security="starttls", context=trusting)
    assert hand_over(plain, MAIL).answer is Answer.LATER
    assert letterbox.mails == []
