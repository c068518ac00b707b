"""The customer book from the terminal."""

import pytest

from tests.cli.conftest import Admin

RECORD = {
    "--first": ("first_name", "Zoë", "Zoë"),
    "--last": ("last_name", "Lee", "Lee"),
    "--email": ("email", "zoe@example.com", "zoe@example.com"),
    "--mobile": ("mobile", "0412 345 004", "+61412345004"),
    "--phone": ("phone", "(02) 9374 4000", "+61293744000"),
    "--street": ("street", "1 High St", "1 High St"),
    "--suburb": ("suburb", "Carlton", "Carlton"),
    "--state": ("state", "VIC", "VIC"),
    "--postcode": ("postcode", "3053", "3053"),
    "--country": ("country", "nz", "NZ"),
    "--ring-size": ("ring_size", "m½", "M½"),
    "--wrist-size": ("wrist_size", "17 cm", "17 cm"),
    "--preferred-metal": ("preferred_metal", "white gold", "White Gold"),
    "--gold-preference": ("gold_preference", "18ct", "18ct"),
    "--allergies": ("allergies", "nickel", "nickel"),
    "--birthday": ("birthday", "--05-17", "--05-17"),
    "--anniversary": ("anniversary", "2004-12-02", "2004-12-02"),
    "--spouse-name": ("spouse_name", "Sam", "Sam"),
    "--spouse-birthday": ("spouse_birthday", "--02-29", "--02-29"),
    "--source": ("source", "Friend", "Friend"),
    "--communication-preference": ("communication_preference", "whatsapp", "whatsapp"),
    "--customer-since": ("customer_since_on", "2011-03-12", "2011-03-12"),
    "--location": ("location", "Carlton", "Carlton"),
    "--card-code": ("card_code", "2900 0000 4211", "290000004211"),
    "--credit-limit": ("credit_limit_minor", "0", 0),
    "--payment-terms-days": ("payment_terms_days", "14", 14),
}
KEYS = [
    "id",
    "number",
    "first_name",
    "last_name",
    "full_name",
    "email",
    "mobile",
    "phone",
    "street",
    "suburb",
    "state",
    "postcode",
    "country",
    "ring_size",
    "wrist_size",
    "preferred_metal",
    "gold_preference",
    "allergies",
    "birthday",
    "anniversary",
    "spouse_name",
    "spouse_birthday",
    "source",
    "communication_preference",
    "card_code",
    "tags",
    "is_vip",
    "customer_since_on",
    "location",
    "credit_limit_minor",
    "payment_terms_days",
    "on_hold",
    "debt_balance_minor",
    "store_credit_minor",
    "loyalty_points",
    "loyalty_points_earned",
    "loyalty_tier",
    "lifetime_spend_minor",
    "last_visit_at",
    "usual_days_to_pay",
    "created_at",
    "updated_at",
    "archived_at",
    "merged_from",
    "warnings",
    "ageing",
    "charges",
    "timeline",
]


def test_every_field_comes_back_as_it_is_stored(admin: Admin) -> None:
    words = [word for flag, (_, typed, _) in RECORD.items() for word in (flag, typed)]
    ran = admin("customers", "add", *words, "--on-hold", "--tag", "vip", "--tag", "Bridal", "--json")
    document = ran.document
    assert {key: document[key] for key, _, _ in RECORD.values()} == {
        key: stored for key, _, stored in RECORD.values()
    }
    assert (document["tags"], document["is_vip"], document["on_hold"]) == (["VIP", "Bridal"], True, True)


def test_a_customer_has_exactly_the_promised_keys(ann: Admin) -> None:
    document = ann("customers", "show", "1", "--json").document
    assert list(document) == KEYS
    assert (document["number"], document["email"], document["tags"]) == ("C-000001", None, [])
    assert document["credit_limit_minor"] is None


def test_an_empty_value_clears_a_field_and_the_rest_stays(admin: Admin) -> None:
    admin(
        "customers",
        "add",
        "--first",
        "Ann",
        "--mobile",
        "0412345004",
        "--tag",
        "VIP",
        "--credit-limit",
        "5000",
    )
    document = admin("customers", "edit", "C-000001", "--mobile", "", "--no-tags", "--json").document
    assert (document["mobile"], document["tags"], document["is_vip"]) == (None, [], False)
    assert (document["first_name"], document["credit_limit_minor"]) == ("Ann", 5000)
    assert (
        admin("customers", "edit", "1", "--credit-limit", "none", "--json").document["credit_limit_minor"]
        is None
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--first", ""), "invalid_name"),
        (("--email", "nobody"), "invalid_email"),
        (("--mobile", "12"), "invalid_phone"),
        (("--birthday", "2001-02-29"), "invalid_date"),
        (("--ring-size", "huge"), "invalid_value"),
        (("--credit-limit", "lots"), "invalid_amount"),
        (("--email", "ANN@example.com"), "duplicate_email"),
        (("--mobile", "+61 412 345 004"), "duplicate_mobile"),
    ],
)
def test_a_wrong_value_is_refused_by_its_rule(admin: Admin, words: tuple[str, ...], code: str) -> None:
    admin("customers", "add", "--first", "Ann", "--email", "ann@example.com", "--mobile", "0412345004")
    ran = admin("customers", "add", "--json", *(() if "--first" in words else ("--first", "Bo")), *words)
    assert (ran.status, ran.error["error"]) == (3, code)
    assert admin("customers", "list", "--json").document["total"] == 1


def test_a_shared_mobile_is_saved_when_it_is_allowed(ann: Admin) -> None:
    ann("customers", "edit", "1", "--mobile", "0412345004")
    ran = ann("customers", "add", "--first", "Bo", "--mobile", "0412345004", "--allow-shared-phone", "--json")
    assert ran.document["warnings"] == ["shared_mobile"]


def test_the_list_goes_page_by_page(admin: Admin) -> None:
    for name in ("Cleo", "Ann", "Bo"):
        admin("customers", "add", "--first", name)
    first = admin("customers", "list", "--sort", "name", "--limit", "2", "--json").document
    second = admin("customers", "list", "--sort", "name", "--after", first["next"], "--json").document
    assert [item["full_name"] for item in first["items"] + second["items"]] == ["Ann", "Bo", "Cleo"]
    assert (first["total"], second["next"]) == (3, None)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("--tag", "Bridal"), ["Ann"]),
        (("--segment", "vip"), ["Bo"]),
        (("--segment", "in-credit"), ["Bo"]),
        (("--archived",), ["Cleo"]),
    ],
)
def test_the_list_is_filtered(admin: Admin, words: tuple[str, ...], names: list[str]) -> None:
    for name, tag in (("Ann", "bridal"), ("Bo", "vip"), ("Cleo", "x")):
        admin("customers", "add", "--first", name, "--tag", tag)
    admin("payments", "add", "--customer", "2", "--amount", "500", "--method", "card")
    admin("customers", "archive", "3")
    items = admin("customers", "list", *words, "--json").document["items"]
    assert [item["full_name"] for item in items] == names


def test_a_search_says_how_well_it_matches(admin: Admin) -> None:
    for name in ("Katherine", "Catherine"):
        admin("customers", "add", "--first", name)
    items = admin("customers", "list", "--search", "katherine", "--json").document["items"]
    assert [(item["full_name"], item["match"]) for item in items] == [
        ("Katherine", "exact"),
        ("Catherine", "fuzzy"),
    ]


@pytest.mark.parametrize(
    "words", [("--sort", "height"), ("--segment", "tall"), ("--limit", "many"), ("--limit", "0")]
)
def test_a_list_of_nonsense_is_refused(admin: Admin, words: tuple[str, ...]) -> None:
    ran = admin("customers", "list", "--json", *words)
    assert (ran.status, ran.error["error"]) == (3, "invalid_value")


def test_a_customer_is_archived_and_comes_back(ann: Admin) -> None:
    assert ann("customers", "archive", "1", "--json").document["archived_at"] == "2026-11-21T01:00:00Z"
    assert ann("customers", "restore", "1", "--json").document["archived_at"] is None


def test_people_see_a_table(ann: Admin) -> None:
    ann("sales", "add", "--customer", "1", "--total", "124000", "--on-account", "124000")
    assert "$1,240.00" in ann("customers", "list").out
    shown = ann("customers", "show", "1").out
    assert "Ann Lee  C-000001" in shown
    assert "Owes the shop $1,240.00" in shown
    assert "2026-11-21  Sale on account S-00001" in shown


def test_two_records_of_one_person_are_merged_and_parted(ann: Admin) -> None:
    assert ann("customers", "add", "--first", "Anne", "--email", "ann@example.com").status == 0
    merged = ann("customers", "merge", "C-000001", "2", "--request-id", "m", "--json")
    assert (merged.document["merged_from"], merged.document["email"]) == (["C-000002"], "ann@example.com")
    assert ann("customers", "merge", "1", "2", "--request-id", "m", "--json").out == merged.out
    assert ann("customers", "show", "C-000002", "--json").document["number"] == "C-000001"
    parted = ann("customers", "unmerge", "1", "2", "--json").document
    assert (parted["merged_from"], parted["email"]) == ([], None)
    assert ann("customers", "unmerge", "1", "2", "--json").error["error"] == "cannot_unmerge"


def test_an_archived_customer_is_erased_for_ever(ann: Admin) -> None:
    assert ann("customers", "erase", "1", "--json").error["error"] == "invalid_value"
    assert ann("customers", "archive", "1").status == 0
    erased = ann("customers", "erase", "C-000001", "--json").document
    assert erased == {"erased": "C-000001", "in_backups_until": None}
    assert ann("customers", "show", "1", "--json").document["full_name"] == "Erased customer"
