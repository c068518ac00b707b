"""The words under outlines: invisible letters that let a paper be searched and copied."""

import re
import zlib
from collections.abc import Iterator, Sequence
from itertools import groupby

from shopdesk.documents.pdf_part import PdfPart, packed_stream
from shopdesk.documents.shaping import Run, Shaped

_CODES = 255
_EM = 1000
_LETTER = 600
_PROCEDURE = f"{_LETTER} 0 0 -250 {_LETTER} {_EM} d1"
_CMAP_HEAD = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /ShopDeskHidden def"
    " /CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange"
)
_CMAP_TAIL = "endcmap CMapName currentdict /CMap defineresource pop end end"
_MOST_MAPPINGS = 100
_UNITS = re.compile(r"(?=[^0-9])\d(?:[\d.,\u066b\u066c]*\d)?|.", re.DOTALL)
"""A letter each, but a figure in digits of its script is one: readers take such digits for leftward letters."""


class HiddenText:
    """A font whose letters draw nothing but know which characters they stand for.

    Letters are given out as they are met, 255 to each font.
    """

    def __init__(self) -> None:
        self.letters: dict[str, int] = {}

    def operators(self, shaped: Shaped, x: float, y: float, size: float) -> str:
        """Return the operators that lay the text of an outline where the outline is drawn.

        Readers of PDF take letters to lie in the order of the eye and turn leftward runs themselves, so each
        run is laid from left to right; the runs follow each other as they are read.
        """
        words = [self._word(run, x, y, size) for run in shaped.runs]
        return f"q BT 3 Tr {' '.join(words)} ET Q" if words else ""

    def fonts(self) -> dict[str, PdfPart]:
        """Return the fonts that the paper needs, by their names, when all is drawn."""
        letters = list(self.letters)
        starts = range(0, len(letters), _CODES)
        return {_name(number): _font(letters[start : start + _CODES]) for number, start in enumerate(starts)}

    def _word(self, run: Run, x: float, y: float, size: float) -> str:
        letters = _UNITS.findall(run.text)
        if run.leftward:
            letters.reverse()
        room = max(run.right - run.left, 0.01)
        stretch = room / (len(letters) * _LETTER / _EM) * 100
        place = f"{stretch:.2f} Tz 1 0 0 1 {x + run.left * size:.2f} {y:.2f} Tm"
        shown = (f"/{_name(number)} {size:.2f} Tf <{codes}> Tj" for number, codes in self._codes(letters))
        return f"{place} {' '.join(shown)}"

    def _codes(self, letters: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Yield the number of a font and the codes of neighbouring letters in it."""
        known = self.letters
        places = [known.setdefault(letter, len(known)) for letter in letters]
        for number, group in groupby(places, key=lambda place: place // _CODES):
            yield number, "".join(f"{place % _CODES + 1:02X}" for place in group)


def _font(letters: list[str]) -> PdfPart:
    codes = range(1, len(letters) + 1)
    nothing = PdfPart(f"<< /Length {len(_PROCEDURE)} >>\nstream\n{_PROCEDURE}\nendstream\n".encode())
    procedures: list[bytes | PdfPart] = []
    for code in codes:
        procedures += [f" /h{code} ".encode(), nothing]
    names = " ".join(f"/h{code}" for code in codes)
    widths = " ".join([str(_LETTER)] * len(letters))
    described = (
        f"<< /Type /Font /Subtype /Type3 /FontBBox [0 -250 {_LETTER} {_EM}] /FontMatrix [0.001 0 0 0.001 0 0] "
        f"/Encoding << /Type /Encoding /Differences [1 {names}] >> /FirstChar 1 /LastChar {len(letters)} "
        f"/Widths [{widths}] /Resources << >> /CharProcs <<"
    )
    characters = packed_stream(zlib.compress(_character_map(letters).encode("ascii")))
    return PdfPart(described.encode(), *procedures, b" >> /ToUnicode ", characters, b" >>")


def _name(number: int) -> str:
    return f"ShopDeskHidden{number}"


def _character_map(letters: list[str]) -> str:
    """Return the program that tells readers which character each code stands for."""
    pairs = [
        f"<{code:02X}> <{letter.encode('utf-16-be').hex().upper()}>" for code, letter in enumerate(letters, 1)
    ]
    blocks = [pairs[start : start + _MOST_MAPPINGS] for start in range(0, len(pairs), _MOST_MAPPINGS)]
    mapped = (f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return "\n".join([_CMAP_HEAD, *mapped, _CMAP_TAIL])
