"""Taking requests over from the file of a web shop's form: every row is judged first, and none is taken twice."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain, islice

from shopdesk.documents.spreadsheet_cell import unguard
from shopdesk.domain.days import noon
from shopdesk.domain.enquiry import EnquiryKind, EnquiryOrder
from shopdesk.domain.folding import fold
from shopdesk.domain.important_dates import parse_date
from shopdesk.domain.settings import Settings
from shopdesk.domain.staff import Deed
from shopdesk.errors import InvalidDate, InvalidValue, ShopDeskError
from shopdesk.services.desk import Desk, Work
from shopdesk.services.enquiring import enter_enquiry, judged_enquiry, match_customer
from shopdesk.services.import_judging import digest_of
from shopdesk.services.import_mapping import FieldNames, map_columns
from shopdesk.services.import_parsing import ParsedFile, ParsedRow, parse_csv
from shopdesk.services.import_plan import ImportResult, Plan, Verdict, check_mapped
from shopdesk.storage import enquiries
from shopdesk.storage.session import Session

_PREVIEW = 20
_AT_ONCE = 500
_TIME_OF_DAY = re.compile(r"[T ,]+[0-9]{1,2}[:.][0-9]{2}.*$", re.ASCII | re.DOTALL)
_ALIASES = {
    "text": "message|text|request|comment|comments|your message|comments or questions|how can we help|"
    "how can we help you|what can we help you with|your question|your enquiry|your request|"
    "enquiry|inquiry|question|details|nachricht|anfrage|"
    "mitteilung|ihre nachricht|votre message|demande|mensaje|consulta|messaggio|richiesta|bericht|mensagem|الرسالة",
    "name": "name|your name|full name|contact|contact name|customer|ihr name|nom|votre nom|nombre|nome|naam|الاسم",
    "email": "email|e-mail|email address|your email|your email address|your e-mail address|mail|e-mail-adresse|"
    "ihre e-mail-adresse|votre e-mail|votre adresse e-mail|su correo electrónico|courriel|adresse e-mail|correo|"
    "correo electrónico|البريد الإلكتروني",
    "phone": "phone|telephone|mobile|cell|tel|phone number|your phone|your phone number|"
    "telefon|telefonnummer|handy|téléphone|teléfono|"
    "telefono|telefone|telefoon|الهاتف",
    "kind": "kind|type|subject|topic|request type|betreff|art|anliegen|sujet|objet|asunto|tipo|oggetto|onderwerp|"
    "الموضوع",
    "asked_on": "date|submitted|submitted at|submitted on|submission date|timestamp|created|created at|received|sent|"
    "datum|eingegangen|gesendet|envoyé|fecha|enviado|data|التاريخ",
    "booked_on": "appointment|appointment date|preferred date|wished date|day|wunschtermin|termin|date souhaitée|"
    "fecha deseada|data desiderata",
}
FORM = FieldNames(_ALIASES, frozenset(_ALIASES))
"""Which column of a form's file is what, by the names that people and programs use."""
_KINDS = {
    EnquiryKind.APPOINTMENT: "appointment|booking|termin|rendez|cita|appuntamento|afspraak|موعد",
    EnquiryKind.REPAIR: "repair|reparatur|reparation|reparacion|riparazione|reparatie|mend|تصليح|إصلاح",
    EnquiryKind.ORDER: "order|bestell|commande|pedido|ordine|طلب",
}

ReadDay = Callable[[str, str], date]
"""Reads a day as people type it (text, field); raises InvalidDate."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class JudgedRequest:
    """A row with its verdict; ``order`` is what it asks for, and ``asked_on`` when, None where it does not say."""

    number: int
    verdict: Verdict
    cells: tuple[str, ...] = ()
    column: str | None = None
    error: ShopDeskError | None = None
    order: EnquiryOrder | None = None
    asked_on: date | None = None
    digest: str = ""


def plan_form(
    desk: Desk,
    data: bytes,
    mapping: Mapping[str, str] | None = None,
    read_day: ReadDay = parse_date,
) -> Plan[JudgedRequest]:
    """Judge every row of a form's CSV file and write nothing; ``mapping`` (column to field) goes before our guess.

    Raises InvalidValue (field ``file``) for a file of which nothing can be made, NotFound and InvalidValue for a
    wrong mapping, Forbidden.
    """
    desk.require(Deed.IMPORT)
    parsed = parse_csv(data)
    mapped = map_columns(parsed.columns, mapping, FORM)
    with desk.read(Deed.IMPORT) as session:
        judge = _Judge(parsed, mapped, desk.settings, desk.today(), read_day)
        first = tuple(islice(parsed.rows, _PREVIEW))
        rows = tuple(_told(session, judge, chain(first, parsed.rows))) if mapped else ()
    preview = tuple(row.cells for row in first)
    return Plan(parsed.encoding, parsed.delimiter, parsed.columns, mapped, preview, rows)


def take_form_over(
    desk: Desk, plan: Plan[JudgedRequest], progress: Progress | None = None
) -> ImportResult[JudgedRequest]:
    """Write what a plan says in one unit of work, all of it or nothing; a row taken over before is left out.

    Each request is matched by its email, then its phone. ``progress`` is told rows done and rows in all. Raises
    InvalidValue where no column is mapped, Forbidden.
    """
    wanted = [row for row in plan.rows if row.verdict is Verdict.NEW]
    check_mapped(plan)
    with desk.work(Deed.IMPORT) as work:
        created = 0
        for done in range(0, len(wanted), _AT_ONCE):
            if progress is not None:
                progress(done, len(wanted))
            created += _take_over(work, wanted[done : done + _AT_ONCE])
        work.enter(Deed.IMPORT, "requests", {"created": created, "rejected": len(plan.rejected)})
        work.everything = True
    if progress is not None:
        progress(len(wanted), len(wanted))
    return ImportResult(created, 0, plan.unchanged + len(wanted) - created, plan.rejected)


def _take_over(work: Work, rows: list[JudgedRequest]) -> int:
    known = enquiries.known_forms(work.session, [row.digest for row in rows])
    fresh = [row for row in rows if row.digest not in known]
    for row in fresh:
        if row.order is None:
            continue
        found = match_customer(work.session, row.order)
        order = replace(row.order, customer=None if found is None else found[0])
        at = _asked_at(work, row.asked_on)
        made = enquiries.insert_enquiry(work.session, work.vault, order, work.staff.id, at, row.digest)
        enter_enquiry(work, made, order.customer, {"kind": order.kind.value, "from": "form"})
    return len(fresh)


def _asked_at(work: Work, day: date | None) -> datetime:
    """Return when it was asked: at noon of its day, and now for today."""
    return work.clock_now if day is None or day >= work.today else noon(day, work.settings.time_zone)


def _told(session: Session, judge: "_Judge", rows: Iterable[ParsedRow]) -> Iterator[JudgedRequest]:
    """Return the rows with their verdicts; those taken over before, or said twice, are left as they are."""
    following, said = iter(rows), set[str]()
    while some := [judge.judged(row) for row in islice(following, _AT_ONCE)]:
        known = enquiries.known_forms(session, [row.digest for row in some if row.digest])
        for row in some:
            again = row.verdict is Verdict.NEW and (row.digest in known or row.digest in said)
            said.add(row.digest)
            yield JudgedRequest(row.number, Verdict.UNCHANGED) if again else row


class _Judge:
    """Judges one row after the other."""

    def __init__(
        self,
        parsed: ParsedFile,
        mapping: Mapping[str, str],
        settings: Settings,
        today: date,
        read_day: ReadDay,
    ) -> None:
        self._fields = [mapping.get(column) for column in parsed.columns]
        self._columns = {name: column for column, name in mapping.items()}
        self._settings = settings
        self._today = today
        self._read_day = read_day

    def judged(self, row: ParsedRow) -> JudgedRequest:
        """Return what a row asks for, or why it is refused."""
        try:
            if row.fault:
                raise InvalidValue(field="row", reason=row.fault)
            pairs = zip(self._fields, row.cells, strict=True)
            return self._read(row.number, {name: unguard(cell.strip()) for name, cell in pairs if name})
        except ShopDeskError as error:
            column = self._columns.get(str(error.field))
            return JudgedRequest(row.number, Verdict.REJECTED, row.cells, column, error)

    def _read(self, number: int, given: Mapping[str, str]) -> JudgedRequest:
        text, name, email, phone = (given.get(each, "") for each in ("text", "name", "email", "phone"))
        asked_on, booked_on = self._day(given, "asked_on"), self._day(given, "booked_on")
        if asked_on is not None and asked_on > self._today:
            raise InvalidDate(field="asked_on", reason="in_future")
        kind = _kind_of(given.get("kind", ""))
        order = judged_enquiry(EnquiryOrder(text, kind, name, email, phone, None, booked_on), self._settings)
        # What is said by whom and when: the same, however the columns were taken.
        digest = digest_of("form", order.text, order.name, order.email, order.phone, str(asked_on))
        return JudgedRequest(number, Verdict.NEW, order=order, asked_on=asked_on, digest=digest)

    def _day(self, given: Mapping[str, str], field: str) -> date | None:
        """Return a day, whatever time of it stands behind; None where there is none."""
        typed = _TIME_OF_DAY.sub("", given.get(field, ""))
        return self._read_day(typed, field) if typed.strip() else None


def _kind_of(text: str) -> EnquiryKind:
    """Return the kind that a subject tells of; what tells of none is a general request."""
    said = fold(text).split()
    for kind, stems in _KINDS.items():
        if any(word.startswith(tuple(stems.split("|"))) for word in said):
            return kind
    return EnquiryKind.GENERAL
