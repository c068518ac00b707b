"""The sheet with the recovery key is one page that says what it can do."""

from datetime import date

import pytest

from shopdesk.documents.recovery_sheet_pdf import render_recovery_sheet
from tests.documents.reading import Printed, page_texts

KEY = "PG6S-2C8G-JTNR-FXY3-WNC5-HA2T-XG12-Y8JM-7"


@pytest.mark.parametrize(
    "words", [*KEY.split("-"), KEY, "21 Nov 2026", "Anyone who holds this sheet can open the shop"]
)
def test_the_sheet_holds_the_key_and_what_it_can_do(words: str) -> None:
    done = render_recovery_sheet("Rossi Jewellers", KEY, date(2026, 11, 21), "en_AU")
    assert done.pages == 1
    assert words in page_texts(done)[0]


@pytest.mark.parametrize("shop", ["مجوهرات", "A shop with a name that goes on " * 6])
def test_any_shop_has_a_sheet(shop: str) -> None:
    done = render_recovery_sheet(shop, KEY, date(2026, 11, 21), "en_AU")
    printed = Printed(done)
    assert shop.split(maxsplit=1)[0] in page_texts(done)[0]
    assert printed.ink(printed.place(KEY[:4])) > 40
