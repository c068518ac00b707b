"""Taking requests over from the CSV file of a web shop's form."""

from datetime import date

from shopdesk.domain.important_dates import parse_date
from shopdesk.services.desk import Desk
from shopdesk.services.form_importing import JudgedRequest, plan_form, take_form_over
from shopdesk.services.import_plan import ImportResult, Plan
from shopdesk.viewmodels.import_file import Choices, ImportFileViewModel, Progress
from shopdesk.viewmodels.shop_text import shop_text
from shopdesk.viewmodels.typed_date import typed_date
from shopdesk.wording import forms, mark


class ImportRequestsViewModel(ImportFileViewModel[JudgedRequest]):
    """Takes requests over; the same file twice changes nothing."""

    added = forms("{count} request added", "{count} requests added")
    changed = forms("{count} request updated", "{count} requests updated")
    wanted = forms("Import {count} request", "Import {count} requests")
    figures = ("new", "unchanged", "rejected")
    field_names = (
        ("text", mark("What is asked for")),
        ("name", mark("Name")),
        ("email", mark("Email")),
        ("phone", mark("Phone")),
        ("kind", mark("Kind or subject")),
        ("asked_on", mark("Asked on")),
        ("booked_on", mark("Day wished for")),
    )

    def judge(self, desk: Desk, data: bytes, choices: Choices) -> Plan[JudgedRequest]:
        """Say what would become of each row; days are read as they are typed in the shop."""
        text = shop_text(desk)

        def read_day(typed: str, field: str) -> date:
            ahead = field == "booked_on"
            return parse_date(typed_date(typed, text.locale, field, text.today, ahead=ahead), field)

        return plan_form(desk, data, choices.mapping, read_day)

    def write(self, desk: Desk, plan: Plan[JudgedRequest], progress: Progress) -> ImportResult[JudgedRequest]:
        """Do what a plan says."""
        return take_form_over(desk, plan, progress)
