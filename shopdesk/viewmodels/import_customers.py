"""Taking one's own list of customers over from a CSV file."""

from shopdesk.formatting import format_count
from shopdesk.services.desk import Desk
from shopdesk.services.import_mapping import FIELDS
from shopdesk.services.import_plan import ImportResult, Plan
from shopdesk.services.import_verdicts import JudgedRow
from shopdesk.services.importing import carry_out, plan_import
from shopdesk.viewmodels.backups import STEPS
from shopdesk.viewmodels.import_file import Choices, ImportFileViewModel, Progress
from shopdesk.wording import Worded, forms, tr

_ORDER = (
    "full_name",
    "first_name",
    "last_name",
    "any_phone",
    "mobile",
    "phone",
    "email",
    "tags",
    "notes",
    "opening_balance",
    "opening_balance_on",
    "opening_points",
)
_NAMES = Worded(
    {
        "full_name": "Full name",
        "any_phone": "Phone, of either sort",
        "phone": "Landline",
        "number": "Customer number",
        "is_vip": "VIP",
        "opening_balance": "Opening balance",
        "opening_balance_on": "Opening balance: as of",
        "opening_balance_minor": "Opening balance in cents",
        "opening_points": "Opening points",
        "credit_limit_minor": "Credit limit in cents",
        "customer_since_on": "Customer since",
        "payment_terms_days": "Payment terms in days",
    }
)


def field_name(field: str) -> str:
    """Return a field's name as people read it."""
    return _NAMES.get(field, field.replace("_", " ").capitalize())


class ImportCustomersViewModel(ImportFileViewModel[JudgedRow]):
    """Takes customers over, and changes those who are there already."""

    added = forms("{count} customer added", "{count} customers added")
    changed = forms("{count} customer updated", "{count} customers updated")
    wanted = forms("Import {count} customer", "Import {count} customers")
    field_names = tuple((name, field_name(name)) for name in (*_ORDER, *sorted(FIELDS - set(_ORDER))))

    def judge(self, desk: Desk, data: bytes, choices: Choices) -> Plan[JudgedRow]:
        """Say what would become of each row."""
        return plan_import(desk, data, choices.mapping, choices.days_first, self._say_read)

    def write(self, desk: Desk, plan: Plan[JudgedRow], progress: Progress) -> ImportResult[JudgedRow]:
        """Do what a plan says."""
        return carry_out(desk, plan, progress, self._say_backed_up, self.work.is_stopping)

    def _say_read(self, at: int, about: int) -> None:
        locale = self._desk.settings.locale
        at_, of = format_count(at, locale), format_count(about, locale)
        self.work.say(tr("Reading the file: {at} of {of} rows", at=at_, of=of))

    def _say_backed_up(self, step: str) -> None:
        self.work.say(tr("A backup first: {step}", step=STEPS.get(step, step)))
