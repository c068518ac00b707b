"""The texts that messages begin with: they come in several languages, and the owner writes others."""

import pytest

from shopdesk.domain.message_template import TEMPLATES, Template, judge_template
from shopdesk.errors import ShopDeskError
from shopdesk.paths import resource
from shopdesk.services.desk import Desk
from shopdesk.services.message_texts import (
    LANGUAGES,
    list_texts,
    shipped_texts,
    shops_language,
    write_text,
)
from shopdesk.services.settings import change_settings

OWN = Template("Hi", "Hi {first_name}, happy birthday!")


def test_every_file_of_texts_is_a_language_that_is_offered() -> None:
    assert {path.stem for path in resource("messages").iterdir()} == set(LANGUAGES)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_language_has_every_text_and_each_may_be_sent(language: str) -> None:
    texts = shipped_texts(language)
    assert set(texts) == set(TEMPLATES)
    for name, (kind, _) in TEMPLATES.items():
        assert judge_template(kind, texts[name]) == Template(texts[name].subject, texts[name].text.strip())


@pytest.mark.parametrize(
    ("locale", "language"), [("en_AU", "en"), ("de_AT", "de"), ("ar_AE", "ar"), ("pl_PL", "en")]
)
def test_the_shop_speaks_its_own_language_where_there_are_texts(
    desk: Desk, locale: str, language: str
) -> None:
    change_settings(desk, {"locale": locale})
    assert shops_language(desk) == language


def test_the_owner_writes_a_text_and_goes_back_to_the_one_that_came(desk: Desk) -> None:
    write_text(desk, "en", "birthday", OWN)
    assert list_texts(desk, "en") == {**shipped_texts("en"), "birthday": OWN}
    assert list_texts(desk, "de") == shipped_texts("de")
    write_text(desk, "en", "birthday", None)
    assert list_texts(desk, "en") == shipped_texts("en")


@pytest.mark.parametrize(
    ("language", "name", "template", "field"),
    [
        ("xx", "birthday", OWN, "language"),
        ("en", "easter", OWN, "name"),
        ("en", "birthday", Template("", "You owe {balance}"), "text"),
        ("en", "free", Template("{nickname}", "Hello"), "subject"),
    ],
)
def test_what_is_no_text_is_refused(
    desk: Desk, language: str, name: str, template: Template, field: str
) -> None:
    with pytest.raises(ShopDeskError) as refused:
        write_text(desk, language, name, template)
    assert (refused.value.code, refused.value.field) == ("invalid_value", field)


def test_a_cashier_writes_no_text(cashier: Desk) -> None:
    with pytest.raises(ShopDeskError, match="forbidden"):
        write_text(cashier, "en", "birthday", OWN)
