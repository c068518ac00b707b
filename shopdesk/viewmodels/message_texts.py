"""The owner's texts of messages: each in each language, with the fields it may name and how it reads."""

from datetime import timedelta

from shopdesk.domain.account import CustomerId
from shopdesk.domain.message import Recipient, Wishes
from shopdesk.domain.message_template import TEMPLATES, Template, fields_of
from shopdesk.errors import ShopDeskError
from shopdesk.services.desk import Desk
from shopdesk.services.message_texts import LANGUAGES, list_texts, shops_language, write_text
from shopdesk.viewmodels.message_text import about_words, filled
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.wording import tr


class MessageTextsViewModel:
    """``typed`` is what stands in the fields (language, name, subject, text), ``preview`` how it reads."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        self._desk = desk
        self._runner = runner
        self.text: ShopText = shop_text(desk)
        self._texts: dict[str, Template] = {}
        first = next(iter(TEMPLATES))
        self.typed: Observable[dict[str, str]] = Observable(
            {"language": shops_language(desk), "name": first, "subject": "", "text": ""}
        )
        self.preview: Observable[Template] = Observable(Template("", ""))
        self.errors: Observable[dict[str, str]] = Observable({})
        self.problem: Observable[str] = Observable("")
        self.busy: Observable[bool] = Observable(value=False)
        self.notice: Observable[Notice | None] = Observable(None)
        self.languages = tuple(LANGUAGES.items())
        self.names = tuple((name, about_words(*what)) for name, what in TEMPLATES.items())

    @property
    def fields(self) -> str:
        """The fields that this text may name, as they are written."""
        kind, _ = TEMPLATES[self.typed.value["name"]]
        return "  ".join(f"{{{name}}}" for name in fields_of(kind))

    def load(self) -> None:
        """Read the texts of the language."""
        desk, language = self._desk, self.typed.value["language"]

        def done(texts: dict[str, Template]) -> None:
            self._texts = texts
            self._bring()

        self._runner.run(lambda: list_texts(desk, language), done, self._refuse)

    def is_dirty(self) -> bool:
        """Tell whether something typed would be lost."""
        kept = self._texts.get(self.typed.value["name"])
        typed = self.typed.value
        return kept is not None and (typed["subject"], typed["text"]) != kept

    def choose(self, field: str, chosen: str) -> None:
        """Look at another language or another text; what was typed and not saved is left."""
        self.typed.value = {**self.typed.value, field: chosen}
        if field == "language":
            self.load()
        else:
            self._bring()

    def type(self, field: str, typed: str) -> None:
        """Take what was typed in the subject or the text."""
        self.typed.value = {**self.typed.value, field: typed}
        self.errors.value = {}
        self._show_preview()

    def save(self) -> None:
        """Keep it as the shop's own text."""
        typed = self.typed.value
        self._write(Template(typed["subject"], typed["text"]), tr("The text is saved."))

    def go_back(self) -> None:
        """Go back to the text that comes with the program."""
        self._write(None, tr("The text is the one that came with ShopDesk again."))

    def _write(self, template: Template | None, said: str) -> None:
        if self.busy.value:
            return
        self.busy.value = True
        desk, typed = self._desk, self.typed.value

        def work() -> dict[str, Template]:
            write_text(desk, typed["language"], typed["name"], template)
            return list_texts(desk, typed["language"])

        def done(texts: dict[str, Template]) -> None:
            self.busy.value = False
            self._texts = texts
            self._bring()
            self.notice.value = Notice(said)

        self._runner.run(work, done, self._refuse, Lane.WRITE)

    def _bring(self) -> None:
        kept = self._texts[self.typed.value["name"]]
        self.errors.value = {}
        self.typed.value = {**self.typed.value, "subject": kept.subject, "text": kept.text.strip()}
        self._texts[self.typed.value["name"]] = Template(kept.subject, kept.text.strip())
        self._show_preview()

    def _show_preview(self) -> None:
        typed = self.typed.value
        template = Template(typed["subject"], typed["text"])
        self.preview.value = filled(
            template, _somebody(self.text), self._desk.settings, self.text, typed["language"]
        )

    def _refuse(self, error: ShopDeskError) -> None:
        self.busy.value = False
        if error.field in self.typed.value:
            self.errors.value = {str(error.field): self.text.say(error)}
        else:
            self.problem.value = self.text.say(error)


def _somebody(text: ShopText) -> Recipient:
    """Return a customer who owes something, for the preview."""
    due = text.today - timedelta(days=42)
    lines = (("S-01402", due, 4_400), ("S-01455", text.today + timedelta(days=12), 124_000))
    return Recipient(
        CustomerId(0),
        "Marai",
        "Marai Haddad",
        "Lina",
        "",
        {},
        False,
        Wishes(),
        128_400,
        4_400,
        due,
        lines,
        None,
        {},
        "chain clasp",
    )
