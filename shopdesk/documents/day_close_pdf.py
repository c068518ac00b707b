"""The slip of a closed day, for the envelope that goes to the bank: its sums, the count, and room to sign."""

from shopdesk.documents.page import Paper, RenderedPaper
from shopdesk.documents.receipt_layout import ROLLS, Roll
from shopdesk.documents.typeface import Face
from shopdesk.domain.day_close import DaySlip, SumBlock
from shopdesk.wording import tr

_SIZE = 9.0
_TO_SIGN = 34.0


def render_day_close(slip: DaySlip) -> RenderedPaper:
    """Draw the slip on a roll as long as it needs."""
    roll = Roll(ROLLS[slip.roll])
    roll.centred(slip.shop_name, 12.5, Face.BOLD)
    roll.space(4)
    roll.centred(tr("Close of the day"), 11, Face.BOLD)
    roll.centred(slip.day, _SIZE)
    for line in slip.made:
        roll.centred(line, 8)
    for block in slip.drawer:
        _draw_block(roll, block)
    roll.space(4)
    roll.centred(slip.verdict, 11, Face.BOLD)
    for block in slip.books:
        _draw_block(roll, block)
    roll.space(4)
    roll.centred(slip.proof, 8)
    roll.space(_TO_SIGN)
    roll.rule()
    roll.centred(tr("Signature"), 8)
    roll.space(20)
    paper = Paper(tr("Close of {day}", day=slip.day), slip.shop_name, (roll.paper.wide, roll.length))
    roll.draw_on(paper)
    return paper.finish()


def _draw_block(roll: Roll, block: SumBlock) -> None:
    roll.rule()
    roll.pair(block.title, "", 8, Face.BOLD)
    for place, (words, amount) in enumerate(block.lines, 1):
        is_sum = block.adds_up and place == len(block.lines)
        roll.pair(words, amount, _SIZE, Face.BOLD if is_sum else Face.REGULAR)
