"""Files as other programs write them, and files that are broken."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopdesk.errors import InvalidValue
from shopdesk.services import import_parsing
from shopdesk.services.import_parsing import parse_csv

HEADER = "name,email\n"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    parsed = parse_csv(f'name{delimiter}notes\nAnn{delimiter}"a, b; c"\n'.encode())
    assert parsed.delimiter == delimiter
    assert next(parsed.rows).cells == ("Ann", "a, b; c")


@pytest.mark.parametrize(
    ("title", "columns"),
    [
        ("Customers at 20/11,,\n,,\n", ("Name", "Phone No.", "Owes ($)")),
        ("Name,,\n0,1,2\n", ("Name", "", " (2)")),
        ("Name,,\nAnn,ann@example.com,\n", ("Name", "", " (2)")),
    ],
)
def test_a_title_above_the_table_is_passed_over(title: str, columns: tuple[str, ...]) -> None:
    parsed = parse_csv(f"{title}Name,Phone No.,Owes ($)\nAnn,0412,5\n".encode())
    assert parsed.columns == columns
    assert list(parsed.rows)[-1].number == title.count("\n") + 2


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "Ελένη Παπαδοπούλου"),
        ("utf-8-sig", "Zoë Müller"),
        ("utf-16", "王伟"),
        ("cp1252", "Åsa Öberg, José Núñez"),
        ("cp1250", "Łukasz Żółć, Ľubomír Říha"),
        ("cp1251", "Иван Петров, Мария Смирнова"),
    ],
)
def test_the_encoding_is_found(encoding: str, name: str) -> None:
    parsed = parse_csv(f'name;email\n"{name}";a@example.com\n'.encode(encoding))
    assert next(parsed.rows).cells[0] == name


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (b'"x"y,b\n', "broken_quoting"),
        (b'"never closed,b\n', "broken_quoting"),
        (b"a\0b,c\n", "nul"),
        (b"Jos\xe9,c\n", "wrong_encoding"),
        (b"a,b,c\n", "too_many_cells"),
        (b"x" * 10_001 + b",c\n", "too_long"),
        (b'"' + b"x" * 300_000 + b'",c\n', "too_long"),
    ],
)
def test_a_broken_row_carries_its_fault_and_its_neighbours_stay_whole(row: bytes, fault: str) -> None:
    good = "Zoë,z@example.com\n".encode()
    parsed = parse_csv(HEADER.encode() + good + row + good + good)
    rows = list(parsed.rows)
    assert [found.fault for found in rows] == [None, fault, None, None]
    assert {found.cells for found in rows if not found.fault} == {("Zoë", "z@example.com")}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\n", "empty"),
        (b'"x"y\n', "no_header"),
        (b"\xff\xfeabc", "wrong_encoding"),
        (b",".join([b"x"] * 301) + b"\n", "no_header"),
    ],
)
def test_a_hopeless_file_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        parse_csv(data)
    assert refusal.value.parameters["reason"] == reason


@pytest.mark.parametrize("limit", ["FILE_LIMIT", "ROWS_LIMIT"])
def test_a_file_beyond_the_limits_is_refused(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(import_parsing, limit, 2)
    with pytest.raises(InvalidValue, match="invalid_value"):
        list(parse_csv(b"a,b\n1,2\n1,2\n1,2\n").rows)


def test_rows_are_numbered_as_spreadsheets_do() -> None:
    parsed = parse_csv(b'sep=;\r\nname;note\r\n"a\r\nb";c\r\n\r\n;\r\nd;e\r\n')
    assert [(row.number, row.cells) for row in parsed.rows] == [(3, ("a\r\nb", "c")), (6, ("d", "e"))]


def test_repeated_columns_are_told_apart() -> None:
    assert parse_csv(b"Phone,Phone,Phone\n1,2,3\n").columns == ("Phone", "Phone (2)", "Phone (3)")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300) | st.text(alphabet='a,;"\n\r\t\0é|', max_size=60).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        parsed = parse_csv(data)
    except InvalidValue:
        return
    assert all(row.fault or len(row.cells) == len(parsed.columns) for row in parsed.rows)
