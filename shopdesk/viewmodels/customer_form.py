"""The form of a customer record: what is typed, judged field by field, and saved when all is right."""

from collections.abc import Callable, Mapping

from shopdesk.domain.account import CustomerId, parse_customer_number
from shopdesk.domain.customer import CANONICAL_TAGS, Customer, judge, judge_tags, refuse_future
from shopdesk.domain.money import parse_money
from shopdesk.domain.phone import region_of
from shopdesk.domain.staff import Deed
from shopdesk.errors import (
    DuplicateMobile,
    InvalidName,
    InvalidValue,
    ShopDeskError,
    StaleRecord,
)
from shopdesk.formatting import find_country
from shopdesk.services.customers import (
    RecordChange,
    add_customer,
    edit_customer,
    get_customer,
    list_tags,
)
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.contact_holders import ContactHolders, Holder
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.owner_pin import OwnerPinViewModel
from shopdesk.viewmodels.ports import Lane, Prompter, Runner
from shopdesk.viewmodels.record_fields import FIELD_LABELS
from shopdesk.viewmodels.record_page import shown
from shopdesk.viewmodels.record_suggestions import SUGGESTED, RecordSuggestions, Suggestion
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.viewmodels.typed_date import typed_date, typed_day_of_year
from shopdesk.wording import Worded, in_a_row, tr

FORM_FIELDS = tuple(name for name in FIELD_LABELS if name not in {"tags", "on_hold"})
"""The fields that are typed as text; tags and hold are not."""

_CREDIT_FIELDS = frozenset({"credit_limit", "payment_terms_days"})
_LINKED = Worded({"email": "email", "mobile": "mobile number too", "card_code": "card"})
"""What leads to whoever has it already, in the words of *has this*."""
_ISOLATES = dict.fromkeys((0x2066, 0x2068, 0x2069))
"""What keeps a figure whole where words run from the right; nobody types it."""
_UNLIMITED = frozenset({"", "none", "no limit", "unlimited"})


class CustomerFormViewModel:
    """A new customer (``customer`` None) or one to change; ``saved`` is set once when it is written."""

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        prompter: Prompter,
        customer: CustomerId | None = None,
        start: Mapping[str, str] | None = None,
    ) -> None:
        self._begins_with = dict(start or {})
        self._desk = desk
        self._runner = runner
        self._prompter = prompter
        self.customer = customer
        self.text: ShopText = shop_text(desk)
        self.title: Observable[str] = Observable(
            tr("New customer") if customer is None else tr("Edit customer")
        )
        self.values: Observable[dict[str, str]] = Observable(dict.fromkeys(FORM_FIELDS, ""))
        self.tags: Observable[tuple[str, ...]] = Observable(())
        self.known_tags: Observable[tuple[str, ...]] = Observable(CANONICAL_TAGS)
        self.on_hold: Observable[bool] = Observable(value=False)
        self.errors: Observable[dict[str, str]] = Observable({})
        self.hints: Observable[dict[str, str]] = Observable({})
        self.holders = ContactHolders(desk, runner)
        self.news: Observable[str] = Observable("")
        self.busy: Observable[bool] = Observable(value=False)
        self.saved: Observable[CustomerId | None] = Observable(None)
        self.suggestions = RecordSuggestions(desk, runner, self._tell)
        self.may_change_credit = Observable(desk.staff.may(Deed.CHANGE_CREDIT_TERMS))
        self.can_ask_owner = desk.staff.may_ask(Deed.CHANGE_CREDIT_TERMS)
        self._note = ""
        self._opened: dict[str, str] = dict(self.values.value)
        self._opened_tags: tuple[str, ...] = ()
        self._opened_hold = False
        self._row_version: int | None = None

    def load(self) -> None:
        """Read the record, and the tags and sources in use."""
        self.suggestions.load()
        desk, customer = self._desk, self.customer
        self._runner.run(lambda: list_tags(desk), self._offer_tags, self._tell)
        if customer is not None:
            self._runner.run(lambda: get_customer(desk, customer), self._open, self._tell)
        else:
            self._opened |= self._defaults()
            self.values.value = {**self._opened, **self._begins_with}

    def type(self, name: str, typed: str) -> None:
        """Take what stands in a field; its error goes away while it is put right."""
        self.values.value = {**self.values.value, name: typed}
        self._forget(name)
        if name in SUGGESTED:
            self.suggestions.ask(name, typed)

    def take(self, suggestion: Suggestion) -> None:
        """Take a suggestion over: into the field that offered it, and into others while they are empty."""
        values = self.values.value
        first, *others = suggestion.fills
        empty = [name for name in others if not values[name].strip()]
        self.values.value = {**values, **{name: suggestion.fills[name] for name in (first, *empty)}}
        self._forget(first)

    def leave(self, name: str) -> None:
        """Judge a field that was typed into, and say how its phone was understood."""
        typed = self.values.value[name]
        if typed == self._opened[name]:
            return
        try:
            stored = self._stored(name)
            value = judge(name, stored, self._desk.settings.country)
            refuse_future(name, value, self.text.today)
        except ShopDeskError as error:
            self._mark(name, self.text.say(error))
            return
        self._forget(name)
        if name in {"mobile", "phone"}:
            self._hint(name, "" if value is None else self._understood(str(value)))
        if name == "email" and value is not None:
            self.holders.look_for_archived(str(value), self.customer)
        if name == "country" and value is not None:
            self.values.value = {**self.values.value, name: self.text.country_name(str(value))}

    def restore_holder(self, name: str, then: Callable[[CustomerId], None]) -> None:
        """Bring back the archived customer who has what stands in a field, and tell who it is."""

        def done(holder: Holder) -> None:
            self._mark(name, self._has_it(name, holder.name))
            then(holder.customer)

        self.holders.restore(name, done, self._tell)

    def choose_tags(self, tags: tuple[str, ...]) -> None:
        """Take all the tags that are chosen now."""
        try:
            self.tags.value = judge_tags(tags)
            self._forget("tags")
        except InvalidValue as error:
            self._mark("tags", self.text.say(error))

    def approval(self) -> OwnerPinViewModel:
        """Return what asks an owner to let limit, terms and hold be changed."""
        return OwnerPinViewModel(self._desk, self._runner, Deed.CHANGE_CREDIT_TERMS, asks_why=False)

    def take_approval(self, approved: Desk) -> None:
        """Go on with an owner's approval of this one save."""
        self._desk = approved
        self.may_change_credit.value = True

    def hold(self, on: bool) -> None:
        """Put the account on hold, or lift that."""
        self.on_hold.value = on

    def write_note(self, note: str) -> None:
        """Take the note that will be added."""
        self._note = note

    def is_dirty(self) -> bool:
        """Tell whether something was typed that is not saved."""
        if self.saved.value is not None:
            return False
        return (
            bool(self._changed_names())
            or self.tags.value != self._opened_tags
            or self.on_hold.value != self._opened_hold
            or bool(self._note.strip())
        )

    def save(self) -> None:
        """Judge everything and write it; ask before a mobile is shared."""
        self._save(allow_shared_phone=False)

    def _save(self, *, allow_shared_phone: bool) -> None:
        if self.busy.value or self.saved.value is not None:
            return
        for name in FORM_FIELDS:
            self.leave(name)
        if not (self.values.value["first_name"].strip() or self.values.value["last_name"].strip()):
            self._mark("first_name", self.text.say(InvalidName(field="first_name", reason="empty")))
        if self.errors.value:
            return
        self.busy.value = True
        desk, change = self._desk, self._change()
        customer, version = self.customer, self._row_version

        def write() -> Customer:
            if customer is None:
                return add_customer(desk, change, allow_shared_phone=allow_shared_phone)
            return edit_customer(
                desk, customer, change, row_version=version, allow_shared_phone=allow_shared_phone
            )

        self._runner.run(write, self._written, self._refused, Lane.WRITE)

    def _written(self, customer: Customer) -> None:
        self.busy.value = False
        self.saved.value = customer.id

    def _refused(self, error: ShopDeskError) -> None:
        self.busy.value = False
        if isinstance(error, DuplicateMobile) and "full_name" in error.parameters:
            said = self._has_it("mobile", str(error.parameters["full_name"]))
            if self._prompter.confirm(said, tr("Save anyway")):
                self._save(allow_shared_phone=True)
            else:
                self._show_holder("mobile", error)
        elif error.field in _LINKED and "full_name" in error.parameters:
            self._show_holder(str(error.field), error)
        elif isinstance(error, StaleRecord) and self.customer is not None:
            desk, customer = self._desk, self.customer
            self._runner.run(
                lambda: get_customer(desk, customer), lambda found: self._merge(found, error), self._tell
            )
        else:
            self._tell(error)

    def _show_holder(self, name: str, error: ShopDeskError) -> None:
        """Say at a field who has what stands there, and offer the way to them."""
        holder = str(error.parameters["full_name"])
        self._mark(name, self._has_it(name, holder))
        self.holders.tell(name, Holder(parse_customer_number(str(error.parameters["number"])), holder))

    def _has_it(self, name: str, holder: str) -> str:
        return tr("{holder} has this {name}.", holder=self.text.name(holder), name=_LINKED[name])

    def _tell(self, error: ShopDeskError) -> None:
        self.busy.value = False
        if error.field in FIELD_LABELS:
            self._mark(str(error.field), self.text.say(error))
        else:
            self.news.value = self.text.say(error)

    def _open(self, customer: Customer) -> None:
        self._row_version = customer.row_version
        self._opened = self._typed_form(customer)
        self._opened_tags = customer.record.tags
        self._opened_hold = customer.record.on_hold
        self.values.value = dict(self._opened)
        self.tags.value = self._opened_tags
        self.on_hold.value = self._opened_hold
        self.title.value = tr("Edit {full_name}", full_name=self.text.name(customer.record.full_name))
        for name in ("mobile", "phone"):
            e164 = getattr(customer.record, name)
            if e164:
                self._hint(name, self._understood(e164))

    def _merge(self, theirs: Customer, error: StaleRecord) -> None:
        """Take over what somebody else saved, keep what was typed here, and say what both touched."""
        mine = {name: self.values.value[name] for name in self._changed_names()}
        my_tags = self.tags.value if self.tags.value != self._opened_tags else None
        my_hold = self.on_hold.value if self.on_hold.value != self._opened_hold else None
        before = self._opened
        self._open(theirs)
        changed = [name for name in FORM_FIELDS if before[name] != self._opened[name]]
        self.values.value = {**self.values.value, **mine}
        self.tags.value = self.tags.value if my_tags is None else my_tags
        self.on_hold.value = self.on_hold.value if my_hold is None else my_hold
        who = str(error.parameters.get("staff") or "") or tr("Somebody else")
        cleared = tr("cleared")
        what = in_a_row(f"{FIELD_LABELS[name]}: {self._opened[name] or cleared}" for name in changed)
        kept = tr("What you typed was kept: look at it and save again.")
        self.news.value = tr(
            "{who} changed this record meanwhile ({what}). {kept}",
            who=who,
            what=what or tr("tags or hold"),
            kept=kept,
        )

    def _change(self) -> RecordChange:
        texts = {
            name: self._stored(name)
            for name in self._changed_names()
            if name not in _CREDIT_FIELDS or self.may_change_credit.value
        }
        tags = self.tags.value if self.tags.value != self._opened_tags else None
        hold = self.on_hold.value if self.on_hold.value != self._opened_hold else None
        return RecordChange(texts, tags, hold, self._note)

    def _changed_names(self) -> list[str]:
        return [name for name in FORM_FIELDS if self.values.value[name].strip() != self._opened[name].strip()]

    def _stored(self, name: str) -> str:
        """Return a typed field as the service takes it; raises the error of the field."""
        typed = self.values.value[name].strip()
        if name == "customer_since_on":
            return typed_date(typed, self.text.locale, name, self.text.today)
        if name in {"birthday", "anniversary", "spouse_birthday"}:
            return typed_day_of_year(typed, self.text.locale, name)
        if name == "country":
            return find_country(typed, self.text.locale) or typed
        if name == "payment_terms_days":
            shown = tr("{payment_terms_days} days", payment_terms_days="").translate(_ISOLATES).strip()
            bare = typed.translate(_ISOLATES).removesuffix(shown)
            return bare.removesuffix("days").removesuffix("day").strip()
        if name == "credit_limit":
            limited = typed.casefold() not in {*_UNLIMITED, tr("No limit").casefold()}
            return str(parse_money(typed, self.text.currency, self.text.style, name)) if limited else "none"
        return typed

    def _typed_form(self, customer: Customer) -> dict[str, str]:
        """Return the record as it stands in the fields: choices by their key, the rest as it is read."""
        record = customer.record
        keys = {
            "communication_preference": record.communication_preference or "",
            "preferred_metal": record.preferred_metal or "",
        }
        return {name: keys.get(name, shown(customer, name, self.text)) for name in FORM_FIELDS}

    def _defaults(self) -> dict[str, str]:
        settings = self._desk.settings
        limit = settings.default_credit_limit
        return {
            "country": self.text.country_name(settings.country),
            "customer_since_on": self.text.day(self.text.today),
            "credit_limit": tr("No limit") if limit == "none" else self.text.money(int(limit)),
            "payment_terms_days": tr(
                "{payment_terms_days} days", payment_terms_days=settings.payment_terms_days
            ),
        }

    def _understood(self, e164: str) -> str:
        return self.text.understood_phone(e164, region_of(e164))

    def _offer_tags(self, tags: tuple[str, ...]) -> None:
        others = tuple(tag for tag in tags if tag not in CANONICAL_TAGS)
        self.known_tags.value = (*CANONICAL_TAGS, *others)

    def _mark(self, name: str, sentence: str) -> None:
        self.errors.value = {**self.errors.value, name: sentence}

    def _forget(self, name: str) -> None:
        if name in _LINKED:
            self.holders.forget(name)
        names = {"first_name", "last_name"} if name in {"first_name", "last_name"} else {name}
        self.errors.value = {key: said for key, said in self.errors.value.items() if key not in names}
        if name in {"mobile", "phone"}:
            self._hint(name, "")

    def _hint(self, name: str, hint: str) -> None:
        self.hints.value = {**self.hints.value, name: hint}
