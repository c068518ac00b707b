"""``segments``: listing, drawing and counting parts of the book."""

from pathlib import Path

import pytest

from tests.cli.conftest import Admin

_SALE = ("sales", "add", "--customer", "1", "--total", "60000", "--cash", "60000")


def test_a_segment_is_drawn_counted_and_listed(ann: Admin) -> None:
    ann(*_SALE)
    rules = ("--rule", "spent_more=50000/12", "--rule", "not_tagged=Bridal")
    (added,) = ann("segments", "add", "Best", *rules, "--json").document["items"]
    assert added == {
        "name": "Best",
        "own": True,
        "meets": "all",
        "rules": [
            {"asks": "spent_more", "number": None, "number_minor": 50000, "months": 12, "tag": None},
            {"asks": "not_tagged", "number": None, "number_minor": None, "months": None, "tag": "Bridal"},
        ],
        "count": 1,
    }
    assert ann("segments", "count", "best", "--json").document["items"] == [added]
    listed = ann("segments", "list", "--json").document["items"]
    assert (listed[-1], len(listed)) == (added, 9)
    found = ann("customers", "list", "--segment", "best", "--json").document
    assert (found["total"], [item["id"] for item in found["items"]]) == (1, [1])


def test_statements_are_written_for_a_segment(ann: Admin, tmp_path: Path) -> None:
    ann(*_SALE)
    ann("customers", "add", "--first", "Bo")
    ann("segments", "add", "Buyers", "--rule", "visited_more=0")
    document = ann("statements", "--only", "buyers", "--out", str(tmp_path / "out"), "--json").document
    assert [skipped["number"] for skipped in document["skipped"]] == ["C-000001"]


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("taller=3", "invalid_value"),
        ("spent_more=lots", "invalid_amount"),
        ("visited_more=lots", "invalid_value"),
        ("visited_more=1/x", "invalid_value"),
        ("seen_within=99999999", "invalid_value"),
        ("tagged", "invalid_value"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(ann: Admin, rule: str, code: str) -> None:
    ran = ann("segments", "add", "Best", "--rule", rule, "--json")
    assert (ran.status, ran.error["error"]) == (3, code)
    assert len(ann("segments", "list", "--json").document["items"]) == 8


def test_people_read_a_table(ann: Admin) -> None:
    out = ann("segments", "add", "Gone", "--any", "--rule", "never_seen", "--rule", "not_seen_for=90").out
    assert "never bought anything or was last here more than 90 days ago" in " ".join(out.split())
