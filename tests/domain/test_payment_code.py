"""The code on a slip fills a transfer in, in the scheme of the shop's country."""

import pytest

from shopdesk.domain.money import Currency
from shopdesk.domain.payment_code import is_iban, payment_code


def test_euros_are_asked_for_as_the_payments_council_wants() -> None:
    code = payment_code(
        Currency("EUR"), "DE89 3704 0044 0532 0130 00", "Rossi", "Bonn", 128_405, "C-000412 ST-00012"
    )
    assert code is not None
    assert code.split("\n") == [
        "BCD",
        "002",
        "1",
        "SCT",
        "",
        "Rossi",
        "DE89370400440532013000",
        "EUR1284.05",
        "",
        "",
        "C-000412 ST-00012",
    ]


def test_rupees_are_asked_for_by_a_upi_link() -> None:
    code = payment_code(Currency("INR"), "rossi@okbank", "Rossi & Söhne", "Pune", 50_000, "C-000412")
    assert code == "upi://pay?pa=rossi@okbank&pn=Rossi%20%26%20S%C3%B6hne&am=500.00&cu=INR&tn=C-000412"


def test_reais_are_asked_for_by_a_code_with_a_right_sum() -> None:
    code = payment_code(
        Currency("BRL"),
        "123e4567-e12b-12d1-a456-426655440000",
        "Fulano de Tal",
        "BRASILIA",
        12_345,
        "C-000412",
    )
    assert code is not None
    assert code.startswith(
        "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-426655440000520400005303986"
    )
    assert "5406123.45" in code
    assert "5913Fulano de Tal6008BRASILIA62110507C000412" in code
    assert code[-8:-4] == "6304"


def test_the_sum_of_the_central_banks_own_example_is_right() -> None:
    # Manual do BR Code of Banco Central do Brasil, the static example without an amount.
    from shopdesk.domain import payment_code as module  # noqa: PLC0415  one private sum is checked

    text = (
        "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR"
        "5913Fulano de Tal6008BRASILIA62070503***6304"
    )
    assert f"{module._crc(text):04X}" == "1D3D"


@pytest.mark.parametrize(
    ("currency", "account", "amount"),
    [
        ("EUR", "DE00370400440532013000", 100),
        ("EUR", "", 100),
        ("AUD", "063-000 1012", 100),
        ("INR", "no", 1),
        ("EUR", "DE89370400440532013000", 0),
    ],
)
def test_where_no_scheme_fits_there_is_no_code(currency: str, account: str, amount: int) -> None:
    assert payment_code(Currency(currency), account, "Rossi", "", amount, "C-000412") is None


def test_a_wrong_digit_makes_no_account() -> None:
    assert is_iban("GB82WEST12345698765432")
    assert not is_iban("GB82WEST12345698765433")
