"""The sheet of paper that opens the shop when its passphrase is lost."""

from datetime import date

from shopdesk.documents.letterhead import LEFT, RIGHT, WIDE, draw_foot, draw_letterhead
from shopdesk.documents.page import Colour, Paper, RenderedPaper
from shopdesk.documents.typeface import Face, fitting, wrap
from shopdesk.domain.statement import Letterhead
from shopdesk.formatting import format_date
from shopdesk.wording import mark, tr

_COLUMNS = 3
_CELL_HIGH = 46
_GAP = 9
_CODE = 112
_ADVICE = (
    (
        mark("What this is"),
        mark(
            "The recovery key of your shop. It opens the shop if the passphrase is forgotten or the "
            "computer is replaced, and it opens every backup. Wherever ShopDesk asks for the passphrase, it "
            "takes this key too."
        ),
    ),
    (
        mark("Anyone who holds this sheet can open the shop"),
        mark(
            "Whoever reads the key, or photographs it, and gets at the shop's files or a backup can read "
            "every customer and every debt. Treat it like the key of your safe."
        ),
    ),
    (
        mark("Where to keep it"),
        mark(
            "Away from the computer and the shop: in a safe, at a bank, or with somebody you trust. Do not "
            "photograph it, do not mail it, and do not keep the file it was printed from."
        ),
    ),
    (
        mark("If it is lost or somebody has seen it"),
        mark(
            "Make a new one in the back office, or with shopdesk-admin recovery-key new. From then on this one no "
            "longer opens the shop, though it still opens the backups that were made before."
        ),
    ),
    (
        mark("How to type it"),
        mark(
            "Capital or small letters, hyphens and spaces do not matter. There is no letter I, L, O or U in "
            "it: what looks like one is a 1, a 0 or a V. The last character guards against slips."
        ),
    ),
)


def render_recovery_sheet(shop_name: str, recovery_key: str, made_on: date, locale: str) -> RenderedPaper:
    """Draw the one page: the key in large groups and as a code, and what to do with it."""
    paper = Paper(tr("Recovery key"), shop_name)
    made = tr("made on {made_on}", made_on=format_date(made_on, locale))
    y = draw_letterhead(paper, Letterhead(name=shop_name), tr("Recovery key"), made) + 22
    y = _draw_key(paper, recovery_key, y)
    for title, text in _ADVICE:
        y += 27
        paper.text(LEFT, y, tr(title), 11, Face.BOLD)
        for line in wrap(tr(text), WIDE, 10):
            y += 14.5
            paper.told(LEFT, y, line, 10)
    paper.text(LEFT, y + 40, tr("Kept at"), 9, colour=Colour.MUTED)
    paper.rule(LEFT + 42, y + 41, RIGHT, Colour.MUTED)
    draw_foot(paper, (tr("Recovery key of {shop_name}, {made}", shop_name=shop_name, made=made),), 1, 1)
    return paper.finish()


def _draw_key(paper: Paper, key: str, top: float) -> float:
    """Draw the groups in boxes to be read line by line, the code beside them; return where they end."""
    groups = key.split("-")
    wide = (WIDE - _CODE - 20 - _GAP * (_COLUMNS - 1)) / _COLUMNS
    for place, group in enumerate(groups):
        left = LEFT + place % _COLUMNS * (wide + _GAP)
        y = top + place // _COLUMNS * (_CELL_HIGH + _GAP)
        paper.box(left, y, wide, _CELL_HIGH, Colour.ACCENT_SOFT)
        paper.text(left + 7, y + 12, str(place + 1), 7, colour=Colour.MUTED)
        size = fitting(group, wide - 24, 25, Face.BOLD)
        paper.text_centred(left + wide / 2, y + _CELL_HIGH / 2 + 9, group, size, Face.BOLD)
    lines = -(-len(groups) // _COLUMNS)
    below = top + max(lines * (_CELL_HIGH + _GAP) - _GAP, _CODE)
    paper.qr(RIGHT - _CODE, top, _CODE, key)
    paper.text(LEFT, below + 18, key, fitting(key, WIDE, 10.5), colour=Colour.MUTED)
    return below + 18
