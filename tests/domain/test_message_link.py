"""The links that open another program with a message filled in."""

from urllib.parse import parse_qs, urlsplit

import pytest

from shopdesk.domain.message import MessageWay
from shopdesk.domain.message_link import link_for

WORDS = "Dear Zoë,\n$50.00 & 10% + tax?"


@pytest.mark.parametrize(
    ("way", "address", "begins", "field", "words"),
    [
        (MessageWay.WHATSAPP, "+61412345678", "https://wa.me/61412345678?", "text", WORDS),
        (MessageWay.SMS, "+61412345678", "sms:+61412345678?", "body", WORDS),
        (
            MessageWay.EMAIL,
            "a+b@example.com",
            "mailto:a%2Bb@example.com?",
            "body",
            WORDS.replace("\n", "\r\n"),
        ),
    ],
)
def test_the_text_arrives_in_the_other_program_as_it_was_written(
    way: MessageWay, address: str, begins: str, field: str, words: str
) -> None:
    link = link_for(way, address, "About & more", WORDS)
    assert link.startswith(begins)
    assert link.isascii()
    assert " " not in link
    assert parse_qs(urlsplit(link).query)[field] == [words]
    if way is MessageWay.EMAIL:
        assert parse_qs(urlsplit(link).query)["subject"] == ["About & more"]
