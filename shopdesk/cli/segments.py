"""``segments``: parts of the customer book by name, and the owner's own by rules."""

from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text as Line

from shopdesk.cli.command import command, group
from shopdesk.cli.reading import choice, count
from shopdesk.cli.terminal import Answer, Terminal
from shopdesk.domain.customer_list import Segment
from shopdesk.domain.money import parse_minor
from shopdesk.domain.segment import DAYS, IN_MONTHS, MONEY, TAGS, VISITS, Ask, Meets, OwnSegment, Rule, Rules
from shopdesk.services.segments import count_customers_in, find_segment, list_segments, save_segment
from shopdesk.viewmodels.segment_words import rules_words
from shopdesk.viewmodels.shop_text import shop_text

app = group("Segments of the customer book.")


@command(app, "list")
def list_(terminal: Terminal) -> Answer:
    """List the segments of the program and the owner's own, with how many customers each has."""
    return _answer(terminal, (*Segment, *list_segments(terminal.desk)))


@command(app, "add")
def add(
    terminal: Terminal,
    name: Annotated[str, typer.Argument(metavar="NAME")],
    rule: Annotated[
        list[str],
        typer.Option(
            "--rule",
            metavar="ASK[=VALUE][/MONTHS]",
            help=f"May be repeated: {', '.join(Ask)}; money in minor units, spans in days.",
        ),
    ],
    any_of: Annotated[bool, typer.Option("--any", help="One of the rules is enough.")] = False,
) -> Answer:
    """Keep a segment by its rules."""
    rules = Rules(Meets.ANY if any_of else Meets.ALL, tuple(map(_rule, rule)))
    return _answer(terminal, (save_segment(terminal.desk, name, rules),))


@command(app, "count")
def count_(terminal: Terminal, name: Annotated[str, typer.Argument(metavar="NAME")]) -> Answer:
    """Count the customers of a segment."""
    return _answer(terminal, (find_segment(terminal.desk, name),))


def _rule(text: str) -> Rule:
    """Read ``spent_more=50000/12``, ``tagged=Bridal`` or ``never_seen``; raises InvalidValue, InvalidAmount."""
    word, _, rest = text.partition("=")
    asks = choice(Ask, word, "rule")
    if asks in TAGS:
        return Rule(asks, tag=rest)
    value, _, months = rest.partition("/") if asks in IN_MONTHS else (rest, "", "")
    if asks in MONEY:
        number = parse_minor(value, "rule")
    else:
        number = count(value, "rule") if asks is not Ask.NEVER_SEEN or value else 0
    return Rule(asks, number, count(months, "months", least=1) if months else 0)


def _answer(terminal: Terminal, found: tuple[Segment | OwnSegment, ...]) -> Answer:
    text = shop_text(terminal.desk)
    counts = [count_customers_in(terminal.desk, segment) for segment in found]
    items = [_document(segment) | {"count": counted} for segment, counted in zip(found, counts, strict=True)]

    def show() -> Any:
        table = Table("Segment", "Who", box=None, pad_edge=False)
        table.add_column("Customers", justify="right", no_wrap=True)
        for segment, counted in zip(found, counts, strict=True):
            if isinstance(segment, OwnSegment):
                name, words = segment.name, rules_words(segment.rules, text)
            else:
                name, words = segment.value, ""
            table.add_row(Line(name), Line(words), text.count(counted))
        return table

    return Answer({"items": items}, show)


def _document(segment: Segment | OwnSegment) -> dict[str, Any]:
    if isinstance(segment, Segment):
        return {"name": segment.value, "own": False, "meets": None, "rules": []}
    rules = [
        {
            "asks": rule.asks.value,
            "number": rule.number if rule.asks in VISITS | DAYS else None,
            "number_minor": rule.number if rule.asks in MONEY else None,
            "months": rule.months or None,
            "tag": rule.tag or None,
        }
        for rule in segment.rules.rules
    ]
    return {"name": segment.name, "own": True, "meets": segment.rules.meets.value, "rules": rules}
