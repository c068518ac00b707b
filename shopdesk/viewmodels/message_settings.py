"""How the shop keeps in touch: quiet hours, reminders by the age of a debt, greetings, and its mail server."""

from collections.abc import Mapping

from shopdesk.domain.settings import Settings
from shopdesk.domain.staff import Deed
from shopdesk.errors import Forbidden, ShopDeskError
from shopdesk.messages import sentence
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.mail_server import Answer, Handed
from shopdesk.services.mailing import knows_mail_password, send_test_mail, set_mail_password, unsettled_mail
from shopdesk.services.settings import change_settings
from shopdesk.viewmodels.customer_messages import MessageLine, message_line
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.wording import Worded, mark, tr

FIELDS = (
    "quiet_hours",
    "reminder_gap_days",
    "debt_firm_after_days",
    "debt_final_after_days",
    "greet_days_before",
    "smtp_host",
    "smtp_port",
    "smtp_security",
    "smtp_user",
    "smtp_sender",
)
SWITCHES = ("greet_birthdays", "greet_anniversaries")
PASSWORD = "smtp_password"  # noqa: S105  the name of a field
SECURITY_WORDS = Worded(
    {
        "starttls": "STARTTLS (usual, port 587)",
        "tls": "TLS (port 465)",
        "none": "Nothing (only this computer)",
    }
)
_DAYS = mark("A number of days, up to 366.")
_EXPECTED = Worded(
    {
        "quiet_hours": "Write them like 20:00-08:00, or nothing.",
        "smtp_host": "Such as mail.example.com.",
        "smtp_port": "A number, such as 587.",
        "smtp_sender": "Write it like name@example.com.",
        PASSWORD: "That is too long.",
    }
)
_TEST_WORDS = Worded(
    {
        Answer.TAKEN: "The test went: look whether it arrives at {0}.",
        Answer.REFUSED: "The mail server refused the test ({1}).",
        Answer.LATER: "The test did not go ({1}): check the name of the server, its port, the user and the password.",
        Answer.UNKNOWN: "The mail server did not answer after it had the test ({1}): it may have gone.",
    }
)


class MessageSettingsViewModel:
    """Holds what is typed until it is saved; ``waiting`` is the mail that is not settled.

    ``why_not`` is empty for those who may change settings.
    """

    def __init__(self, desk: Desk, runner: Runner) -> None:
        self._desk = desk
        self._runner = runner
        self.why_not = "" if desk.staff.may(Deed.CHANGE_SETTINGS) else sentence(Forbidden())
        self._stored = _form_of(desk.settings)
        self.values: Observable[Mapping[str, str]] = Observable(dict(self._stored))
        self.errors: Observable[Mapping[str, str]] = Observable({})
        self.dirty: Observable[bool] = Observable(value=False)
        self.busy: Observable[bool] = Observable(value=False)
        self.has_server: Observable[bool] = Observable(desk.settings.has_mail_server)
        self.has_password: Observable[bool] = Observable(value=False)
        self.waiting: Observable[tuple[MessageLine, ...]] = Observable(())
        self.notice: Observable[Notice | None] = Observable(None)

    def load(self) -> None:
        """Read what waits, and whether a password is kept."""
        desk = self._desk

        def done(found: tuple[tuple[MessageLine, ...], bool]) -> None:
            self.waiting.value, self.has_password.value = found

        def work() -> tuple[tuple[MessageLine, ...], bool]:
            return tuple(message_line(each) for each in unsettled_mail(desk)), knows_mail_password(desk)

        self._runner.run(work, done, self._tell)

    def set_value(self, name: str, text: str) -> None:
        """Take what was typed or chosen; a switch is ``true`` or ``false``."""
        self.values.value = {**self.values.value, name: text}
        self.errors.value = {key: said for key, said in self.errors.value.items() if key != name}
        self.dirty.value = self.values.value != self._stored

    def save(self) -> None:
        """Save what was typed; nothing of it if one field is wrong. Without a user the password is forgotten."""
        changed = {name: text for name, text in self.values.value.items() if text != self._stored[name]}
        if not changed or self.busy.value:
            return
        password = changed.pop(PASSWORD, None)
        if changed.get("smtp_user") == "":
            password = ""
        desk = self._desk

        def work() -> Settings:
            found = change_settings(desk, changed)
            if password is not None:
                set_mail_password(desk, password)
            return found

        def done(settings: Settings) -> None:
            self.busy.value = False
            self._take(settings, keep=False)
            self._say(Notice(tr("How the shop keeps in touch is saved.")))
            self.load()

        self.busy.value = True
        self._runner.run(work, done, self._tell, Lane.WRITE)

    def discard(self) -> None:
        """Put back what is stored."""
        self.errors.value = {}
        self._take(self._desk.settings, keep=False)

    def send_test(self) -> None:
        """Send a mail to the shop itself, as it is saved, and say what came of it."""
        if self.busy.value:
            return
        self.busy.value = True
        desk = self._desk

        def done(handed: Handed) -> None:
            self.busy.value = False
            words = _TEST_WORDS[handed.answer].format(desk.settings.mail_sender, handed.said)
            self._say(Notice(words, "success" if handed.answer is Answer.TAKEN else "danger"))

        self._runner.run(lambda: send_test_mail(desk), done, self._tell, Lane.LONG)

    def on_changes(self, changes: Changes) -> None:
        """Take settings that were changed elsewhere, and look at what waits."""
        if changes.everything:
            self._take(self._desk.settings, keep=True)
        if changes.concern_anybody():
            self.load()

    def _take(self, settings: Settings, *, keep: bool) -> None:
        typed = {name: text for name, text in self.values.value.items() if text != self._stored[name]}
        self._stored = _form_of(settings)
        self.values.value = {**self._stored, **(typed if keep else {})}
        self.dirty.value = self.values.value != self._stored
        self.has_server.value = settings.has_mail_server

    def _say(self, notice: Notice) -> None:
        self.notice.value = None
        self.notice.value = notice

    def _tell(self, error: ShopDeskError) -> None:
        self.busy.value = False
        field = str(error.field)
        if field in self._stored:
            said = _EXPECTED.get(
                field, tr(_DAYS) if field.endswith(("_days", "_before")) else sentence(error)
            )
            self.errors.value = {field: said}
        else:
            self._say(Notice(sentence(error), "danger"))


def _form_of(settings: Settings) -> dict[str, str]:
    form = {name: str(getattr(settings, name)) for name in FIELDS}
    form |= {name: str(getattr(settings, name)).lower() for name in SWITCHES}
    return {**form, PASSWORD: ""}
