"""The recovery key on paper: 160 random bits, written so that a person can copy and type them."""

import secrets
import unicodedata

from shopdesk.errors import InvalidValue

KEY_BYTES = 20

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O (read as 1, 1, 0) and no U
_VALUES = {character: value for value, character in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_SYMBOLS = KEY_BYTES * 8 // 5
_GROUP = 4
_FIELD_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1: arithmetic in GF(32), one element for each symbol
_SKIPPED = frozenset(" -_.\t\r\n\u2010\u2011\u2012\u2013\u2014\u2212")


def generate() -> bytes:
    """Return a new random key of 20 bytes."""
    return secrets.token_bytes(KEY_BYTES)


def as_text(key: bytes) -> str:
    """Return the key in groups of four symbols with its check character as the last one."""
    number = int.from_bytes(key, "big")
    symbols = [number >> 5 * place & 31 for place in reversed(range(_SYMBOLS))]
    text = "".join(_ALPHABET[symbol] for symbol in [*symbols, _check(symbols)])
    return "-".join(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))


def parse(text: str) -> bytes:
    """Return the 20 bytes of a key as somebody typed it.

    Case, spaces and hyphens do not matter; O is read as 0, I and L as 1. Raises InvalidValue
    (field: recovery_key; reason: unknown_character, wrong_length or check_failed).
    """
    typed = [each for each in unicodedata.normalize("NFKC", text).upper() if each not in _SKIPPED]
    if any(character not in _VALUES for character in typed):
        raise InvalidValue(field="recovery_key", reason="unknown_character")
    if len(typed) != _SYMBOLS + 1:
        raise InvalidValue(field="recovery_key", reason="wrong_length")
    *symbols, check = (_VALUES[character] for character in typed)
    if check != _check(symbols):
        raise InvalidValue(field="recovery_key", reason="check_failed")
    number = 0
    for symbol in symbols:
        number = number << 5 | symbol
    return number.to_bytes(KEY_BYTES, "big")


def _check(symbols: list[int]) -> int:
    # Horner's scheme at x in GF(32): the weights of neighbours differ and none is zero, so that every
    # single wrong symbol and every swap of two neighbours is caught.
    value = 0
    for symbol in symbols:
        value = _times_x(value) ^ symbol
    return _times_x(value)


def _times_x(value: int) -> int:
    doubled = value << 1
    return doubled ^ _FIELD_POLYNOMIAL if doubled > 31 else doubled  # noqa: PLR2004 - the field has 32 elements
