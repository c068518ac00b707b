"""What a payment code says, so that a bank's own program fills the transfer in: EPC (SEPA), UPI and PIX."""

import re
import unicodedata
from urllib.parse import quote, urlencode

from shopdesk.domain.money import Currency

_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", re.ASCII)
_UPI = re.compile(r"[A-Za-z0-9.\-_]{2,256}@[A-Za-z]{2,64}", re.ASCII)
_EPC_MOST = 99_999_999_999
_EPC_NAME, _EPC_TEXT = 70, 140
_PIX_NAME, _PIX_PLACE, _PIX_TEXT = 25, 15, 25
_LONGEST_PIX_KEY = 77
_CRC_POLYNOMIAL, _CRC_START = 0x1021, 0xFFFF


def payment_code(
    currency: Currency, account: str, payee: str, place: str, amount: int, reference: str
) -> str | None:
    """Return what the code of a payment to the shop says, None where no scheme fits.

    ``account`` is the shop's IBAN for euros (EPC069-12, version 2), its UPI id for rupees (UPI linking
    specification 1.6) or its PIX key for reais (EMV BR code); ``amount`` in minor units, above zero.
    """
    bare = "".join(account.split())
    if not bare or amount <= 0:
        return None
    if currency.code == "EUR" and is_iban(bare.upper()) and amount <= _EPC_MOST:
        return _epc(bare.upper(), payee, amount, reference)
    if currency.code == "INR" and _UPI.fullmatch(bare):
        return _upi(bare, payee, amount, reference)
    if currency.code == "BRL" and len(bare) <= _LONGEST_PIX_KEY:
        return _pix(bare, payee, place, amount, reference)
    return None


def is_iban(text: str) -> bool:
    """Tell whether a bare text is an IBAN whose check digits are right (ISO 13616, mod 97)."""
    if _IBAN.fullmatch(text) is None:
        return False
    return int("".join(str(int(mark, 36)) for mark in text[4:] + text[:4])) % 97 == 1


def _epc(iban: str, payee: str, amount: int, reference: str) -> str:
    euros = f"EUR{amount // 100}.{amount % 100:02d}"
    lines = ("BCD", "002", "1", "SCT", "", payee[:_EPC_NAME], iban, euros, "", "", reference[:_EPC_TEXT])
    return "\n".join(lines)


def _upi(account: str, payee: str, amount: int, reference: str) -> str:
    rupees = f"{amount // 100}.{amount % 100:02d}"
    asked = {"pa": account, "pn": payee, "am": rupees, "cu": "INR", "tn": reference}
    return f"upi://pay?{urlencode(asked, quote_via=quote, safe='@')}"


def _pix(key: str, payee: str, place: str, amount: int, reference: str) -> str:
    reais = f"{amount // 100}.{amount % 100:02d}"
    text = re.sub(r"[^A-Za-z0-9]", "", reference)[:_PIX_TEXT] or "***"
    fields = (
        _field("00", "01"),
        _field("26", _field("00", "br.gov.bcb.pix") + _field("01", key)),
        _field("52", "0000"),
        _field("53", "986"),
        _field("54", reais),
        _field("58", "BR"),
        _field("59", _plain(payee)[:_PIX_NAME] or "."),
        _field("60", _plain(place)[:_PIX_PLACE] or "BRASIL"),
        _field("62", _field("05", text)),
        "6304",
    )
    code = "".join(fields)
    return f"{code}{_crc(code):04X}"


def _field(tag: str, value: str) -> str:
    return f"{tag}{len(value):02d}{value}"


def _plain(text: str) -> str:
    """Return a text in the letters that every bank's reader knows."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(mark for mark in decomposed if mark.isascii() and mark.isprintable()).strip()


def _crc(text: str) -> int:
    """Return CRC-16/CCITT-FALSE, as EMVCo asks for."""
    crc = _CRC_START
    for byte in text.encode("ascii"):
        crc ^= byte << 8
        for _ in range(8):
            crc = ((crc << 1) ^ _CRC_POLYNOMIAL if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc
