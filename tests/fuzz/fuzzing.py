"""Nonsense in bulk: rows of a list, searches and telephones, of which every one must be answered for."""

from collections import Counter
from collections.abc import Iterator
from random import Random

import phonenumbers

from shopdesk.domain.customer_list import CustomerQuery
from shopdesk.domain.phone import parse_phone
from shopdesk.errors import InvalidPhone, InvalidValue, ShopDeskError
from shopdesk.messages import sentence
from shopdesk.services.customers import list_customers
from shopdesk.services.desk import Desk
from shopdesk.services.import_parsing import parse_csv
from shopdesk.services.importing import carry_out, plan_import

ROWS_OF_A_FILE = 1_000
_COLUMNS = (
    "mark,first_name,last_name,email,mobile,phone,street,birthday,customer since on,tags,notes,on hold,"
    "credit limit minor,payment terms days,opening_balance,opening balance on,number,country,ring size"
)
_ODD = (
    "",
    " ",
    "=1+1",
    "'=1",
    "@x",
    "-2+3",
    "\t",
    "\0",
    '"',
    '""',
    '"a',
    'a"b',
    '"a""b"',
    '"two\nlines"',
    ",",
    ";",
    "|",
    "NULL",
    "nan",
    "inf",
    "1e1000000",
    "0x10",
    "1.234,50",
    "(60.00)",
    "٣٤٫٥٠",
    "−5",
    "9" * 40,
    "$12",
    "0412 345 004",
    "+61412345004",
    "12",
    "+999 1",
    "a@b.co",
    "A@B.CO",
    "a@b",
    "2026-02-30",
    "--02-29",
    "--13-01",
    "0000-00-00",
    "9999-12-31",
    "yes",
    "no",
    "maybe",
    "none",
    "C-000001",
    "C-999999999999999999999",
    "1",
    "VIP;Trade",
    "Ann",
    "Ann Lee",
    "Zoë",
    "王伟",
    "مريم",
    "\u202e\u2066x",
    "👩\u200d👧",
    "e\u0301" * 30,
    "x" * 300,
    "x" * 20_000,
    "\ufffe",
    "\u2028",
    "\ud800",
    "\udcff",
    "DROP TABLE customer",
    "{0.__class__}",
    "%s%n",
)
_SEARCHED = (
    *_ODD,
    *'"*^-+():{}[]~!?.,;&|<>=/\\',
    "OR",
    "AND",
    "NOT",
    "NEAR(",
    "search_text:",
    "ann*",
    "a",
    "an",
)
_DIALLED = (
    *"0123456789",
    *"0123456789",
    "+",
    "00",
    " ",
    "-",
    "(",
    ")",
    "ext",
    "x",
    ";",
    "٣",
    "９",
    "tel:",
    "\0",
)
_BYTES = b'abcdefgh,,,;|"\n\n\n\r\t'
_REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)


def fuzz_rows(desk: Desk, count: int, seed: int = 1) -> Counter[str]:
    """Import that many fuzzed rows, file by file, and count the verdicts; every row must be in one."""
    chance = Random(seed)  # noqa: S311  nonsense, not a secret
    found: Counter[str] = Counter()
    for begun in range(0, count, ROWS_OF_A_FILE):
        marks = [f"m{number}m" for number in range(begun, min(begun + ROWS_OF_A_FILE, count))]
        data = "\n".join([_COLUMNS, *(_row(chance, mark) for mark in marks)]).encode("utf-8", "surrogatepass")
        rows = list(parse_csv(data).rows)
        plan = plan_import(desk, data)
        _check_all_read(marks, ["\n".join(row.cells) for row in rows])
        assert [row.number for row in plan.rows] == [row.number for row in rows]
        for row in plan.rows:
            assert row.error is None or sentence(row.error)
            found[row.error.code if row.error else row.verdict.value] += 1
        carry_out(desk, plan)
        again = plan_import(desk, data)
        assert (again.created, len(again.rejected)) == (0, len(plan.rejected))
    return found


def fuzz_searches(desk: Desk, count: int, seed: int = 1) -> Counter[str]:
    """Search for that much nonsense and count what was found."""
    chance = Random(seed)  # noqa: S311  nonsense, not a secret
    found: Counter[str] = Counter()
    for _ in range(count):
        text = _joined(chance, _SEARCHED)
        page = list_customers(desk, CustomerQuery(search=text, limit=20))
        found["found" if page.rows else "not found"] += 1
    return found


def fuzz_phones(count: int, seed: int = 1) -> Counter[str]:
    """Read that many telephones; what is accepted is its own E.164, what is not has a sentence."""
    chance = Random(seed)  # noqa: S311  nonsense, not a secret
    found: Counter[str] = Counter()
    for _ in range(count):
        country = chance.choice(_REGIONS)
        try:
            number = parse_phone("".join(chance.choices(_DIALLED, k=chance.randint(1, 24))), country)
        except InvalidPhone as error:
            found[_reason(error)] += 1
        else:
            assert parse_phone(number, "AU") == number
            found["accepted"] += 1
    return found


def fuzz_files(count: int, seed: int = 1) -> Counter[str]:
    """Read that many files of any bytes: each is read to its end or refused."""
    chance = Random(seed)  # noqa: S311  nonsense, not a secret
    found: Counter[str] = Counter()
    for _ in range(count):
        try:
            size = chance.randint(0, 400)
            data = chance.choice((chance.randbytes(size), bytes(chance.choices(_BYTES, k=size))))
            list(parse_csv(data).rows)
            found["read"] += 1
        except InvalidValue as error:
            found[_reason(error)] += 1
    return found


def _reason(error: ShopDeskError) -> str:
    assert sentence(error)
    return str(error.parameters["reason"])


def _row(chance: Random, mark: str) -> str:
    width = _COLUMNS.count(",") + (1 if chance.random() < 0.02 else 0)
    odd = chance.choice((0.02, 0.1, 0.5))
    plain = ("Ann", f"Lee {mark}", f"{mark}@example.com")
    cells = [
        _joined(chance, _ODD) if chance.random() < odd else plain[place] if place < len(plain) else ""
        for place in range(width)
    ]
    return ",".join([mark, *cells])


def _joined(chance: Random, parts: tuple[str, ...]) -> str:
    return "".join(chance.choices(parts, k=chance.choice((1, 1, 1, 2, 3))))


def _check_all_read(marks: list[str], texts: list[str]) -> None:
    """Find the mark of each row in the order of the rows; a cell in open quotation marks may hold several."""
    remaining = iter(texts)
    text = next(remaining, "")
    for mark in marks:
        while mark not in text:
            following = next(remaining, None)
            assert following is not None, f"nobody answered for the row {mark}"
            text = following


def told(what: str, counts: Counter[str]) -> Iterator[str]:
    """Yield the lines of a report."""
    yield f"{what}: {counts.total():,}"
    yield from (f"    {name:<24} {count:>9,}" for name, count in counts.most_common())
