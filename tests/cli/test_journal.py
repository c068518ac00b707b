from shopdesk.storage.journal import short_code
from tests.cli.conftest import Admin

PAY = ("payments", "add", "--customer", "1", "--method", "cash", "--amount", "100", "--json")


def test_the_journal_is_listed_from_its_oldest_row(ann: Admin) -> None:
    ann(*PAY)
    document = ann("journal", "--json").document
    assert [item["sequence"] for item in document["items"]] == list(range(1, len(document["items"]) + 1))
    newest = document["items"][-1]
    assert (newest["deed"], newest["subject"], newest["staff"]) == ("take_payment", "C-000001", "Rosa Rossi")
    assert document["head"] == newest["mac"]
    assert "take payment" in ann("journal").out


def test_the_journal_is_narrowed(ann: Admin) -> None:
    ann(*PAY)
    hers = ann("journal", "--customer", "C-000001", "--json").document["items"]
    assert [item["deed"] for item in hers] == ["save_customer", "take_payment"]
    assert ann("journal", "--from", "2026-11-22", "--json").document["items"] == []
    assert ann("journal", "--to", "2026-11-21", "--json").document["items"]
    assert ann("journal", "--from", "soon", "--json").error["error"] == "invalid_date"


def test_a_paper_is_genuine_or_altered(ann: Admin) -> None:
    ann(*PAY)
    newest = ann("journal", "--json").document["items"][-1]
    code = short_code(newest["sequence"], bytes.fromhex(newest["mac"]))
    assert ann("paper", "check", code, "--json").document == {"genuine": True, "changed_since": []}
    assert "Nothing about it has changed" in ann("paper", "check", code).out
    reversal = ann("payments", "reverse", "P-00001", "--reason", "typed twice", "--json").document["ref"]
    assert ann("paper", "check", code, "--json").document["changed_since"] == [reversal]
    assert reversal in ann("paper", "check", code).out
    wrong = ann("paper", "check", "7-AAAAAAAA", "--json")
    assert (wrong.status, wrong.document) == (0, {"genuine": False, "changed_since": []})
    assert ann("paper", "check", "7-AAAAAAAA").out.startswith("Altered")
