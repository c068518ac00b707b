"""The slip at the foot of a statement that comes back with the money."""

from shopdesk.documents.letterhead import BODY_ENDS, LEFT, RIGHT
from shopdesk.documents.page import Colour, Paper
from shopdesk.documents.typeface import Face, fitting, wrap
from shopdesk.domain.payment_code import payment_code
from shopdesk.domain.statement import Statement
from shopdesk.formatting import format_date, format_money
from shopdesk.wording import tr

SLIP_HEIGHT = 104
_CODE = 66
_BOX_WIDE = 142
_MOST_LINES = 7
_MOST_NAME_LINES = 3


def draw_slip(paper: Paper, statement: Statement, due: tuple[str, str], in_words: str) -> None:
    """Draw the slip above the foot of the page.

    ``due`` is what the balance is called and its amount; ``in_words`` says why nothing is to be paid, and is
    empty where something is.
    """
    top = BODY_ENDS - SLIP_HEIGHT + 8
    paper.rule(LEFT, top, RIGHT, Colour.MUTED, dashed=True)
    paper.qr(LEFT, top + 14, _CODE, _content(statement))
    left, box = LEFT + _CODE + 12, RIGHT - _BOX_WIDE
    y = top + 22
    title = (
        tr("Your account needs no payment") if in_words else tr("Please return this slip with your payment")
    )
    paper.text(left, y, title, 9, Face.BOLD)
    room = box - left - 12
    customer = wrap(
        tr(
            "Customer {customer_number} · {customer_name}",
            customer_number=statement.customer_number,
            customer_name=statement.customer_name,
        ),
        room,
        8,
    )
    others = [line for text in _texts(statement) for line in wrap(text, room, 8)]
    for line in [*customer[:_MOST_NAME_LINES], *others][:_MOST_LINES]:
        y += 11.5
        paper.text(left, y, line, 8, colour=Colour.MUTED)
    _draw_amounts(paper, top + 12, due, in_words)


def _texts(statement: Statement) -> list[str]:
    """Return what the slip says besides the customer, the dispensable last."""
    printed = format_date(statement.printed_at.date(), statement.locale)
    number = (
        tr("Statement {number} · {printed}", number=statement.number, printed=printed)
        if statement.number
        else tr("Draft · {printed}", printed=printed)
    )
    phone = statement.letterhead.phone
    return [
        number,
        *statement.letterhead.payment_details.splitlines(),
        *([tr("Questions? Call {phone}.", phone=phone)] if phone else []),
    ]


def _draw_amounts(paper: Paper, top: float, due: tuple[str, str], in_words: str) -> None:
    left, y = RIGHT - _BOX_WIDE, top + 20
    paper.box(left, top, _BOX_WIDE, _CODE)
    label, amount = due
    paper.text(left + 12, y, label, 8.5, colour=Colour.MUTED)
    paper.text_right(RIGHT - 12, y, amount, fitting(amount, 62, 9, Face.BOLD), Face.BOLD)
    if in_words:
        paper.text_right(RIGHT - 12, y + 18, in_words, 8, colour=Colour.CREDIT)
        return
    paper.text(left + 12, y + 20, tr("Amount paid"), 8.5, colour=Colour.MUTED)
    paper.rule(RIGHT - 68, y + 21, RIGHT - 12, Colour.TEXT)


def _content(statement: Statement) -> str:
    """Return what the code says: a transfer that is filled in, or in words who is paid by whom and how much."""
    shop, customer = statement.letterhead, statement.customer_number
    paid_for = f"{customer} {statement.number}".strip()
    place = shop.address[-1] if shop.address else ""
    transfer = payment_code(
        statement.currency, shop.payment_account, shop.name, place, statement.closing, paid_for
    )
    if transfer is not None:
        return transfer
    amount = format_money(max(statement.closing, 0), statement.currency, "en", symbol=False)
    return f"{shop.name}\n{customer}\n{statement.number or 'DRAFT'}\n{statement.currency.code} {amount}"
