"""``ageing``, ``statement``, ``kpis`` and ``verify``: looking at the shop, and its papers."""

from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text as Line

from shopdesk.cli.command import Day, command, group
from shopdesk.cli.exit_status import DONE, FOUND_PROBLEMS
from shopdesk.cli.terminal import Answer, Terminal
from shopdesk.domain.ageing import Ageing
from shopdesk.domain.important_dates import parse_date
from shopdesk.domain.statement import Style
from shopdesk.errors import InvalidValue
from shopdesk.services.accounts import AgeingReport, ageing_report
from shopdesk.services.customers import find_customer
from shopdesk.services.desk import Desk
from shopdesk.services.kpis import compute_kpis
from shopdesk.services.segments import find_segment
from shopdesk.services.statements import draft, issue
from shopdesk.services.verifying import REPAIRABLE, Report
from shopdesk.services.verifying import repair as repair_shop
from shopdesk.services.verifying import verify as verify_shop
from shopdesk.viewmodels.ageing_document import ageing_document
from shopdesk.viewmodels.paper_file import check_writable, write_paper
from shopdesk.viewmodels.shop_text import shop_text
from shopdesk.viewmodels.statement import build_statement
from shopdesk.viewmodels.statement_run import Only, RunOrder, StatementRun, recipients

app = group("Reports.")

_BUCKETS = ("Not yet due", "1–30", "31–60", "61–90", "Over 90", "Disputed", "Not allocated", "Balance")


@command(app, "ageing")
def ageing(terminal: Terminal, as_of: Day = None) -> Answer:
    """Show how old every debt is."""
    report = ageing_report(terminal.desk, None if as_of is None else parse_date(as_of, "as_of"))
    document = {
        "as_of": str(report.as_of),
        "items": [
            {"number": row.number, "full_name": row.full_name, **_aged(row.ageing)} for row in report.rows
        ],
        "totals": _aged(report.totals),
    }
    return Answer(document, partial(_show_ageing, terminal.desk, report))


@command(app, "statement")
def statement(
    terminal: Terminal,
    customer: Annotated[str, typer.Argument(metavar="C")],
    out: Annotated[str, typer.Option(metavar="F.pdf", help="Where to write it.")],
    from_: Annotated[str | None, typer.Option("--from", metavar="D")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="D")] = None,
    style: Annotated[str, typer.Option(metavar="S", help=" or ".join(Style))] = Style.BALANCE_FORWARD,
    draft_only: Annotated[bool, typer.Option("--draft", help="Neither number nor keep it.")] = False,
) -> Answer:
    """Write a customer's statement."""
    desk = terminal.desk
    built = build_statement(
        desk,
        find_customer(desk, customer),
        None if from_ is None else parse_date(from_, "from"),
        None if to is None else parse_date(to, "to"),
        style_of(style),
    )
    check_writable(out)
    if draft_only:
        paper = draft(built)
        pdf, pages = paper.pdf, paper.pages
    else:
        built, pdf, pages = issue(desk, built)
    write_paper(out, pdf)
    document = {
        "number": built.number or None,
        "opening_minor": built.opening,
        "late_minor": built.late,
        "charges_minor": built.charges,
        "payments_minor": built.payments,
        "closing_minor": built.closing,
        "pages": pages,
        "code": built.code or None,
    }
    closing = shop_text(desk).money(built.closing)
    return Answer(
        document, lambda: f"Statement {built.number or '(draft)'} written: closing balance {closing}."
    )


@command(app, "statements")
def statements(
    terminal: Terminal,
    out: Annotated[str, typer.Option(metavar="DIR", help="The folder to write them to.")],
    only: Annotated[str, typer.Option(metavar="G", help=f"{', '.join(Only)}, or a segment.")] = Only.DEBTORS,
    from_: Annotated[str | None, typer.Option("--from", metavar="D")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="D")] = None,
    style: Annotated[str, typer.Option(metavar="S", help=" or ".join(Style))] = Style.BALANCE_FORWARD,
) -> Answer:
    """Write the statements of many: a PDF for each, and one of all of them for the printer."""
    whom = recipients(
        terminal.desk, Only(only) if only in set(Only) else find_segment(terminal.desk, only, "only")
    )
    order = RunOrder(
        None if from_ is None else parse_date(from_, "from"),
        None if to is None else parse_date(to, "to"),
        style_of(style),
        only_debts=only in {Only.DEBTORS, Only.OVERDUE},
    )
    if not out.strip():
        raise InvalidValue(field="out", reason="empty")
    run = StatementRun(terminal.desk, order, Path(out))
    with terminal.progress("Statements") as tell:
        run.carry_out(whom, tell)
    skipped = [{"number": each.number, "reason": each.reason} for each in run.skipped]
    told = f"{run.written} statements written to {out}, {len(skipped)} customers skipped."
    return Answer({"written": run.written, "skipped": skipped}, lambda: told)


def style_of(text: str) -> Style:
    """Read a style; raises InvalidValue."""
    if text not in set(Style):
        raise InvalidValue(field="style", reason="not_a_choice")
    return Style(text)


@command(app, "kpis")
def kpis(terminal: Terminal) -> Answer:
    """Show the shop's figures of today."""
    figures = compute_kpis(terminal.desk)
    document = {
        "customers": figures.customers,
        "owed_minor": figures.owed,
        "debtors": figures.debtors,
        "overdue_minor": figures.overdue,
        "follow_ups_due": figures.follow_ups_due,
        "vip": figures.vip,
        "birthdays_this_month": figures.birthdays_this_month,
        "open_requests": figures.open_requests,
    }
    text = shop_text(terminal.desk)

    def show() -> Any:
        table = Table(box=None, show_header=False, pad_edge=False)
        for key, figure in document.items():
            words = key.removesuffix("_minor").replace("_", " ")
            written = text.money(figure) if key.endswith("_minor") else str(figure)
            table.add_row(words.capitalize().replace("Vip", "VIP"), Line(written, justify="right"))
        return table

    return Answer(document, show)


@command(app, "verify")
def verify(
    terminal: Terminal,
    repair: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Put right what this check finds: " + ", ".join(sorted(REPAIRABLE))
        ),
    ] = None,
) -> Answer:
    """Prove the shop's file; never writes, but for what it is asked to repair, which it tells first."""
    report = verify_shop(terminal.desk)
    if repair is not None:
        for problem in (each for check in report.checks if check.name == repair for each in check.problems):
            terminal.remark(problem)
        repair_shop(terminal.desk, repair, report)
        report = verify_shop(terminal.desk)
    checks = [
        {**check._asdict(), "problems": list(check.problems), "repairable": check.repairable}
        for check in report.checks
    ]
    status = DONE if report.ok else FOUND_PROBLEMS
    return Answer({"ok": report.ok, "checks": checks}, partial(_show_report, report), status)


def _aged(aged: Ageing) -> dict[str, int]:
    return {**ageing_document(aged), "balance_minor": aged.balance}


def _show_ageing(desk: Desk, report: AgeingReport) -> Any:
    text = shop_text(desk)
    table = Table(box=None, pad_edge=False, title=f"As of {text.day(report.as_of)}", show_footer=True)
    table.add_column("Number", "Total")
    table.add_column("Name")
    for heading, total in zip(_BUCKETS, _aged(report.totals).values(), strict=True):
        table.add_column(heading, Line(text.money(total)), justify="right", no_wrap=True)
    for row in report.rows:
        table.add_row(
            row.number, Line(row.full_name), *(Line(text.money(a)) for a in _aged(row.ageing).values())
        )
    return table


def _show_report(report: Report) -> Any:
    table = Table(box=None, pad_edge=False)
    for heading in ("Check", "", "Looked at", "Problems"):
        table.add_column(heading)
    for check in report.checks:
        words = check.name.replace("_", " ")
        table.add_row(
            words, "ok" if check.ok else "WRONG", str(check.checked), Line("\n".join(check.problems))
        )
    return table
