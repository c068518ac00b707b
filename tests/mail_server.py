"""A real mail server on this machine for the tests: what it is told, how it answers, and how it dies."""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

ACCEPTED = "250 taken"
_PATIENCE_SECONDS = 60


@dataclass
class Letterbox:
    """What the server was handed; ``answers`` are given in turn to whole mails, ``to`` to their addresses."""

    answers: list[str] = field(default_factory=list)
    to: str = "250 known"
    dies: bool = False
    """Whether it hangs up before it answers for a whole mail, which it has."""
    mails: list[EmailMessage] = field(default_factory=list)
    users: list[tuple[bytes, bytes]] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Answer for an address."""
        del server, session, options
        envelope.rcpt_tos.append(address)
        return self.to

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  as above
        """Keep a mail that is accepted, and answer."""
        del session
        transport = server.transport
        if self.dies and isinstance(transport, asyncio.Transport):
            transport.abort()
        answer = self.answers.pop(0) if self.answers else ACCEPTED
        if answer.startswith("250"):
            found = message_from_bytes(envelope.original_content or b"", policy=policy.default)
            assert isinstance(found, EmailMessage)
            self.mails.append(found)
        return answer

    def sign_in(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        """Let in whoever knows the password."""
        del server, session, envelope, mechanism
        assert isinstance(data, LoginPassword)
        self.users.append((data.login, data.password))
        return AuthResult(success=data.password == b"open sesame", handled=False)


class _Server(Controller):
    """Listens at a socket that is bound before: nobody else gets its port meanwhile."""

    def __init__(self, bound: socket.socket, letterbox: Letterbox, context: ssl.SSLContext | None) -> None:
        hostname, port = bound.getsockname()
        super().__init__(
            letterbox,
            hostname=hostname,
            port=port,
            ready_timeout=_PATIENCE_SECONDS,
            tls_context=context,
            authenticator=letterbox.sign_in,
            auth_require_tls=False,
            auth_required=False,
        )
        self._bound = bound

    def _create_server(self) -> Awaitable[asyncio.AbstractServer]:
        return self.loop.create_server(self._factory_invoker, sock=self._bound)


@contextmanager
def mail_server(letterbox: Letterbox, context: ssl.SSLContext | None = None) -> Iterator[Letterbox]:
    """Run the server on a free port; with a context it speaks STARTTLS."""
    bound = socket.create_server(("127.0.0.1", 0))
    controller = _Server(bound, letterbox, context)
    controller.start()
    letterbox.port = controller.port
    try:
        yield letterbox
    finally:
        controller.stop()
