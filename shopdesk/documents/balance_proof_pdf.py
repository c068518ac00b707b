"""Why an account stands where it stands, on A4: every event from the first on, and what ties to the balance."""

from shopdesk.documents.letterhead import (
    BODY_ENDS,
    LEFT,
    RIGHT,
    WIDE,
    draw_foot,
    draw_letterhead,
    draw_running_head,
)
from shopdesk.documents.page import Colour, Paper, RenderedPaper
from shopdesk.documents.statement_layout import (
    Columns,
    Row,
    few_dates,
    fit_columns,
    line_rows,
    money,
    paginate,
)
from shopdesk.documents.statement_pdf import HEADINGS, LATER_TOP, draw_table, rows_of_page
from shopdesk.documents.typeface import Face, wrap
from shopdesk.domain.balance_proof import BalanceProofPaper, Tie
from shopdesk.formatting import format_count, format_date
from shopdesk.wording import mark, tr, tr_count

_TITLE = mark("Why this balance")
_SIZE, _STEP = 9.0, 13.0
_TIE_WIDE = 300.0
_TIE_ENDS = 34.0
_FIGURES = (mark("Charged"), mark("Paid"), mark("Balance"))


def render_balance_proof(proof: BalanceProofPaper) -> RenderedPaper:
    """Draw the proof; ``printed_at`` is shown on the clock of its own zone."""
    paper = Paper(f"{tr(_TITLE)} {proof.customer_number}", proof.letterhead.name)
    places = _columns(proof)
    last = _total(proof)
    top = _draw_first_head(paper, proof) + HEADINGS
    tail = last.height + sum(map(_high, proof.ties))
    body = list(line_rows(proof, proof.lines, places.room, places.size))
    pages = paginate(body, BODY_ENDS - top, BODY_ENDS - LATER_TOP, tail)
    printed = tr(
        "Printed {date} {printed_at:%H:%M}",
        date=format_date(proof.printed_at.date(), proof.locale),
        printed_at=proof.printed_at,
    )
    for number in range(1, len(pages) + 1):
        if number > 1:
            paper.next_page()
            subject = tr(
                "{title} · {customer_number} · continued · {customer_name}",
                title=tr(_TITLE),
                customer_number=proof.customer_number,
                customer_name=proof.customer_name,
            )
            draw_running_head(paper, proof.letterhead, subject)
            top = LATER_TOP
        shown = rows_of_page(proof, pages, number, last)
        draw_table(paper, places, shown, top, _FIGURES)
        draw_foot(
            paper,
            (tr("{printed} by {prepared_by}", printed=printed, prepared_by=proof.prepared_by),),
            number,
            len(pages),
        )
    y = top + sum(row.height for row in shown)
    for tie in proof.ties:
        _draw_tie(paper, proof, tie, y)
        y += _high(tie)
    return paper.finish()


def _columns(proof: BalanceProofPaper) -> Columns:
    lines = proof.lines
    balances = [*(line.balance for line in lines), proof.balance]
    widest = (proof.charges, proof.payments, -max(map(abs, balances)))
    dates = [format_date(proof.printed_at.date(), proof.locale), *few_dates(lines, proof.locale)]
    return fit_columns([money(proof, amount) for amount in widest], dates, lines)


def _total(proof: BalanceProofPaper) -> Row:
    after, count = proof.charges - proof.payments, len(proof.lines)
    return Row(
        (
            tr_count(
                "Sum of {count} entry",
                "Sum of {count} entries",
                count,
                count=format_count(count, proof.locale),
            ),
        ),
        after,
        charge=money(proof, proof.charges),
        payment=money(proof, proof.payments),
        balance=money(proof, after),
        face=Face.BOLD,
    )


def _draw_first_head(paper: Paper, proof: BalanceProofPaper) -> float:
    """Draw the letterhead, whose account it is and the verdict; return where the table may begin."""
    subtitle = tr(
        "{customer_number}, in {code}", customer_number=proof.customer_number, code=proof.currency.code
    )
    y = draw_letterhead(paper, proof.letterhead, tr(_TITLE), subtitle) + 24
    for line in wrap(proof.customer_name, WIDE, 11, Face.BOLD):
        paper.text(LEFT, y, line, 11, Face.BOLD)
        y += 14
    colour = Colour.TEXT if proof.holds else Colour.OWED
    for line in wrap(proof.verdict, WIDE, _SIZE, _face(holds=proof.holds)):
        paper.told(LEFT, y, line, _SIZE, _face(holds=proof.holds), colour)
        y += _STEP
    return y + 2


def _draw_tie(paper: Paper, proof: BalanceProofPaper, tie: Tie, top: float) -> None:
    """Draw one tie: its name, its figures one below the other, and what came out."""
    head, right = top + 22, LEFT + _TIE_WIDE
    paper.text(LEFT, head, tie.name, 10, Face.BOLD)
    for place, (label, amount) in enumerate(tie.figures, 1):
        paper.text(LEFT, head + place * _STEP, label, _SIZE, colour=Colour.MUTED)
        paper.text_right(right, head + place * _STEP, money(proof, amount), _SIZE)
    colour, face = Colour.CREDIT if tie.holds else Colour.OWED, _face(holds=tie.holds)
    for place, line in enumerate(wrap(tie.told, RIGHT - right - 20, _SIZE, face)):
        paper.told(right + 20, head + place * _STEP, line, _SIZE, face, colour)


def _high(tie: Tie) -> float:
    return _TIE_ENDS + _STEP * len(tie.figures)


def _face(*, holds: bool) -> Face:
    return Face.REGULAR if holds else Face.BOLD
