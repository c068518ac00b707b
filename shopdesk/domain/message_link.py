"""The links that open another program of this computer with a message filled in."""

from urllib.parse import quote, urlencode

from shopdesk.domain.message import MessageWay


def link_for(way: MessageWay, address: str, subject: str, text: str) -> str:
    """Return what to open; ``address`` is a phone (E.164) or an email.

    WhatsApp takes the number without its plus sign (wa.me); lines of an email end as RFC 6068 has it.
    """
    match way:
        case MessageWay.WHATSAPP:
            return f"https://wa.me/{address.removeprefix('+')}?{_query(text=text)}"
        case MessageWay.SMS:
            return f"sms:{address}?{_query(body=text)}"
        case _:
            lines = text.replace("\n", "\r\n")
            return f"mailto:{quote(address, safe='@')}?{_query(subject=subject, body=lines)}"


def _query(**values: str) -> str:
    return urlencode(values, quote_via=quote)
