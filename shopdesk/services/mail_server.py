"""Handing one mail to the shop's mail server: it took it, refused it, wants it later, or nobody knows.

Nothing here touches the shop's file, so that a slow server holds up nobody.
"""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import StrEnum
from typing import NamedTuple

_PATIENCE_SECONDS = 20.0
_THIS_COMPUTER = frozenset({"localhost", "127.0.0.1", "::1"})
_OURSELVES = "[127.0.0.1]"
"""How the program calls itself: the computer's own name is nobody's business."""
_GO_ON, _TAKEN = 354, 250
_FINAL = 500
_LONGEST_ANSWER = 500
_DOT = re.compile(rb"(?m)^\.")


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over, and as whom; ``context`` is what TLS is judged by, None for the usual."""

    host: str
    port: int
    security: str
    user: str
    password: str = field(repr=False)
    sender: str
    patience_seconds: float = _PATIENCE_SECONDS
    context: ssl.SSLContext | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail; ``uuid`` makes its Message-ID, the same at every try. ``paper`` is a name and a PDF."""

    uuid: str
    to: str
    subject: str
    text: str
    sender_name: str
    written_at: datetime
    paper: tuple[str, bytes] | None = None


class Answer(StrEnum):
    """What became of it."""

    TAKEN = "taken"
    REFUSED = "refused"
    LATER = "later"
    UNKNOWN = "unknown"


class Handed(NamedTuple):
    """The answer, and what the server, or the way to it, said."""

    answer: Answer
    said: str = ""


def hand_over(server: MailServer, mail: Mail) -> Handed:
    """Hand a mail over, once; blocks for as long as the server's patience allows.

    ``UNKNOWN`` alone means that the server may have it: the whole mail was sent and no answer came.
    """
    letter = _letter(server, mail)
    is_sent = False
    try:
        with _connected(server) as smtp:
            for code, said in _envelope(smtp, server.sender, mail.to):
                if code >= _FINAL:
                    return Handed(Answer.REFUSED, _words(code, said))
                if code not in {_TAKEN, 251, _GO_ON}:
                    return Handed(Answer.LATER, _words(code, said))
            smtp.send(letter)
            is_sent = True
            code, said = smtp.getreply()
            if code == _TAKEN:
                return Handed(Answer.TAKEN, _words(code, said))
            return Handed(Answer.REFUSED if code >= _FINAL else Answer.LATER, _words(code, said))
    except smtplib.SMTPResponseException as error:
        # At the greeting or the password: that is the shop's matter, and no reason to drop the mail.
        return Handed(Answer.UNKNOWN if is_sent else Answer.LATER, _words(error.smtp_code, error.smtp_error))
    except (OSError, smtplib.SMTPException, UnicodeError) as error:
        words = str(getattr(error, "strerror", None) or error)
        return Handed(Answer.UNKNOWN if is_sent else Answer.LATER, words[:_LONGEST_ANSWER])


@contextmanager
def _connected(server: MailServer) -> Iterator[smtplib.SMTP]:
    """Connect, encrypt and sign in; what happens while hanging up no longer matters."""
    context = server.context or ssl.create_default_context()
    if server.security == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, _OURSELVES, timeout=server.patience_seconds, context=context
        )
    else:
        smtp = smtplib.SMTP(server.host, server.port, _OURSELVES, timeout=server.patience_seconds)
    try:
        if server.security == "starttls":
            smtp.starttls(context=context)
        elif server.security == "none" and server.user and server.host not in _THIS_COMPUTER:
            raise smtplib.SMTPException("the password is not sent where others could read it")
        smtp.ehlo_or_helo_if_needed()
        if server.user:
            smtp.login(server.user, server.password)
        yield smtp
        with suppress(OSError, smtplib.SMTPException):
            smtp.quit()
    finally:
        smtp.close()


def _envelope(smtp: smtplib.SMTP, sender: str, to: str) -> Iterator[tuple[int, bytes]]:
    """Say from whom and to whom, and ask to go on; yields each answer."""
    yield smtp.mail(sender)
    yield smtp.rcpt(to)
    yield smtp.docmd("DATA")


def _letter(server: MailServer, mail: Mail) -> bytes:
    """Return a mail as it goes over the wire, its last line being the dot that ends it."""
    message = EmailMessage(SMTP)
    message["From"] = Address(" ".join(mail.sender_name.split()), addr_spec=server.sender)
    message["To"] = mail.to
    message["Subject"] = " ".join(mail.subject.split())
    message["Date"] = format_datetime(mail.written_at)
    message["Message-ID"] = f"<{mail.uuid}@{server.sender.rpartition('@')[2]}>"
    message.set_content(mail.text)
    if mail.paper is not None:
        name, pdf = mail.paper
        message.add_attachment(pdf, maintype="application", subtype="pdf", filename=name)
    plain = message.as_bytes().removesuffix(b"\r\n")
    return _DOT.sub(b"..", plain) + b"\r\n.\r\n"


def _words(code: int, said: bytes | str) -> str:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return f"{code} {' '.join(words.split())}"[:_LONGEST_ANSWER]
