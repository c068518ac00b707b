"""The shop's settings as a form: what stands on its papers, its terms, and how its window looks."""

from collections.abc import Collection, Mapping

from shopdesk.domain.money import parse_money
from shopdesk.domain.settings import LARGEST_TEXT, SMALLEST_TEXT, Settings
from shopdesk.domain.staff import Deed
from shopdesk.domain.till_hardware import ScannerHabits
from shopdesk.errors import Forbidden, ShopDeskError
from shopdesk.messages import sentence
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.settings import change_settings
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.wording import Worded, tr, wording

PAPER_FIELDS = (
    "shop_name",
    "address",
    "phone",
    "email",
    "registration",
    "payment_details",
    "payment_account",
)
LIMIT_FIELDS = ("default_credit_limit", "refund_limit")
AMOUNT_FIELDS = (*LIMIT_FIELDS, "high_value_from")
TERM_FIELDS = ("payment_terms_days", "debt_too_old_days", *AMOUNT_FIELDS)
TILL_FIELDS = ("tax_rate", "discount_limit", "receipt_paper")
PRINTER_FIELDS = ("printer_way", "printer_place", "printer_speed", "drawer_pin")
SCANNER_FIELDS = ("scanner_gap_ms", "scanner_shortest", "scanner_end", "scanner_prefix")
SWITCHES = ("prices_include_tax", "statement_lines", "loyalty", "points_at_once", "drawer_on_cash", "still")
POINT_FIELDS = ("points_rate", "point_worth", "tier_silver", "tier_gold", "tier_platinum")
_NO_LIMIT = "none"
_EXPECTED = Worded(
    {
        "shop_name": "The shop needs a name.",
        "email": "Write it like name@example.com.",
        "payment_terms_days": "A number of days, such as 30.",
        "default_credit_limit": "An amount such as 1,500, or nothing.",
        "debt_too_old_days": "A number of days such as 90, or nothing.",
        "tax_rate": "Per cent, such as 10.",
        "discount_limit": "Per cent, from 0 to 100.",
        "refund_limit": "An amount such as 50, or nothing.",
        "high_value_from": "An amount such as 1,000.",
        "points_rate": "A number such as 1 or 0.5.",
        "point_worth": "A number such as 0.01.",
        "scanner_gap_ms": "From 10 to 200.",
        "scanner_shortest": "From 3 to 32.",
    }
)


class BackOfficeViewModel:
    """Holds what is typed until it is saved; the look and the switches are saved as soon as they are chosen.

    ``why_not`` is empty for those who may change settings.
    """

    def __init__(self, desk: Desk, runner: Runner) -> None:
        self._desk = desk
        self._runner = runner
        allowed = desk.staff.may(Deed.CHANGE_SETTINGS)
        self.why_not = "" if allowed else sentence(Forbidden())
        self._stored = form_of(desk.settings, shop_text(desk))
        text = shop_text(desk)
        self.unit, self.unit_name = text.money(text.currency.major), text.currency.code
        self.values: Observable[Mapping[str, str]] = Observable(dict(self._stored))
        self.errors: Observable[Mapping[str, str]] = Observable({})
        self.theme: Observable[str] = Observable(desk.settings.theme)
        self.language: Observable[str] = Observable(wording(desk.settings.spoken).language)
        self.text_scale: Observable[int] = Observable(desk.settings.text_scale)
        self.switches = {name: Observable(bool(getattr(desk.settings, name))) for name in SWITCHES}
        self.busy: Observable[bool] = Observable(value=False)
        self.notice: Observable[Notice | None] = Observable(None)

    def set_value(self, name: str, text: str) -> None:
        """Take what was typed in a field."""
        self.values.value = {**self.values.value, name: text}
        self._forgive(name)

    def typed(self) -> dict[str, str]:
        """Return what was typed and is not saved."""
        return {name: text for name, text in self.values.value.items() if text != self._stored[name]}

    def save(self, fields: Collection[str]) -> None:
        """Save what was typed in these fields; nothing of it if one of them is wrong."""
        typed = {name: text for name, text in self.typed().items() if name in fields}
        try:
            stored = {name: self._as_stored(name, text) for name, text in typed.items()}
        except ShopDeskError as error:
            self._tell(error)
            return
        if stored and not self.busy.value:
            self._save(stored, tr("The shop’s details are saved."))

    def discard(self, fields: Collection[str]) -> None:
        """Put back what is stored in these fields."""
        self.errors.value = {name: text for name, text in self.errors.value.items() if name not in fields}
        back = {name: self._stored[name] for name in fields}
        self.values.value = {**self.values.value, **back}

    def habits_typed(self) -> ScannerHabits:
        """Return what is typed about scanners; of what is no number, what is stored."""
        values, stored = self.values.value, self._stored
        gap, shortest = (
            int(values[name] if values[name].isdecimal() else stored[name])
            for name in ("scanner_gap_ms", "scanner_shortest")
        )
        return ScannerHabits(gap, shortest, values["scanner_end"], values["scanner_prefix"])

    def tell(self, notice: Notice) -> None:
        """Say something, also when it was said just before."""
        self.notice.value = None
        self.notice.value = notice

    def choose_theme(self, name: str) -> None:
        """Choose one of the themes."""
        if name != self.theme.value:
            self.theme.value = name
            self._save({"theme": name}, "")

    def choose_language(self, code: str) -> None:
        """Choose the language of the screen; papers keep that of the shop's country."""
        if code != self.language.value:
            self.language.value = code
            self._save({"language": code}, "")

    def choose_text_scale(self, percent: int) -> None:
        """Choose how large everything is drawn; beyond the limits the nearest one."""
        scale = min(max(percent, SMALLEST_TEXT), LARGEST_TEXT)
        if scale != self.text_scale.value:
            self.text_scale.value = scale
            self._save({"text_scale": str(scale)}, "")

    def choose_switch(self, name: str, *, on: bool) -> None:
        """Turn one of `SWITCHES` on or off."""
        if on != self.switches[name].value:
            self.switches[name].value = on
            self._save({name: "on" if on else "off"}, "")

    def on_changes(self, changes: Changes) -> None:
        """Look again after settings changed elsewhere; what is being typed stays."""
        if not changes.everything:
            return
        settings = self._desk.settings
        typed = self.typed()
        self._stored = form_of(settings, shop_text(self._desk))
        self.values.value = {**self._stored, **typed}
        self.theme.value = settings.theme
        self.language.value = wording(settings.spoken).language
        self.text_scale.value = settings.text_scale
        for name, switch in self.switches.items():
            switch.value = bool(getattr(settings, name))

    def _as_stored(self, name: str, text: str) -> str:
        may_be_none = name in LIMIT_FIELDS or name == "debt_too_old_days"
        if may_be_none and (not text.strip() or text.strip().casefold() == _NO_LIMIT):
            return _NO_LIMIT
        if name in POINT_FIELDS:
            return text.replace(shop_text(self._desk).style.decimal, ".")
        if name not in AMOUNT_FIELDS:
            return text
        words = shop_text(self._desk)
        return str(parse_money(text, words.currency, words.style, name))

    def _save(self, stored: Mapping[str, str], said: str) -> None:
        def done(settings: Settings) -> None:
            fresh = form_of(settings, shop_text(self._desk))
            kept = {name: text for name, text in self.values.value.items() if name not in stored}
            self._stored = fresh
            self.values.value = {**fresh, **kept}
            self.busy.value = False  # last: what may be pressed is judged by what is stored
            if said:
                self.tell(Notice(said))

        self.busy.value = True
        self._runner.run(lambda: change_settings(self._desk, stored), done, self._tell, Lane.WRITE)

    def _forgive(self, name: str) -> None:
        self.errors.value = {key: text for key, text in self.errors.value.items() if key != name}

    def _tell(self, error: ShopDeskError) -> None:
        self.busy.value = False
        if error.field in self.values.value:
            self.errors.value = {str(error.field): _said(error)}
        else:
            self.tell(Notice(sentence(error), "danger"))


def _said(error: ShopDeskError) -> str:
    """Return what stands at a field, where a long sentence has no room."""
    too_long = error.parameters.get("reason") == "too_long"
    return tr("That is too long.") if too_long else _EXPECTED.get(str(error.field), sentence(error))


def form_of(settings: Settings, text: ShopText) -> dict[str, str]:
    """Return the settings as they are typed; an empty limit means none."""
    form = {
        name: str(getattr(settings, name))
        for name in (
            *PAPER_FIELDS,
            *TERM_FIELDS,
            *TILL_FIELDS,
            *POINT_FIELDS,
            *PRINTER_FIELDS,
            *SCANNER_FIELDS,
        )
    }
    for name in AMOUNT_FIELDS:
        form[name] = form[name] if form[name] == _NO_LIMIT else text.amount(int(form[name]))
    return {name: "" if typed == _NO_LIMIT and name in TERM_FIELDS else typed for name, typed in form.items()}
