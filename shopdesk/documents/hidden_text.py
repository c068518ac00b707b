"""The words under outlines: invisible letters that let a paper be searched and copied."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFStream

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


class HiddenText:
    """A font whose letters draw nothing but know which characters they stand for.

    ``document`` is reportlab's. Letters are given out as they are met, 255 to each font.
    """

    def __init__(self, document: Any) -> None:
        self._document = document
        self.letters: dict[str, int] = {}

    def operators(self, shaped: Shaped, x: float, y: float, size: float) -> str:
        """Return the operators that lay the text of an outline where the outline is drawn.

        Readers of PDF take letters to lie in the order of the eye and turn leftward runs themselves, so each
        run is laid from left to right; the runs follow each other as they are read.
        """
        words = [self._word(run, x, y, size) for run in shaped.runs]
        return f"q BT 3 Tr {' '.join(words)} ET Q" if words else ""

    def finish(self) -> None:
        """Put the fonts into the document; call once, after the last page."""
        for number, start in enumerate(range(0, len(self.letters), _CODES)):
            letters = list(self.letters)[start : start + _CODES]
            name = _name(number)
            self._document.Reference(self._font(letters), name)
            self._document.idToObject["BasicFonts"].dict[name] = PDFObjectReference(name)

    def _word(self, run: Run, x: float, y: float, size: float) -> str:
        letters = run.text[::-1] if run.leftward else run.text
        room = max(run.right - run.left, 0.01)
        stretch = room / (len(letters) * _LETTER / _EM) * 100
        place = f"{stretch:.2f} Tz 1 0 0 1 {x + run.left * size:.2f} {y:.2f} Tm"
        shown = (f"/{_name(number)} {size:.2f} Tf <{codes}> Tj" for number, codes in self._codes(letters))
        return f"{place} {' '.join(shown)}"

    def _codes(self, letters: str) -> Iterator[tuple[int, str]]:
        """Yield the number of a font and the codes of neighbouring letters in it."""
        known = self.letters
        places = [known.setdefault(letter, len(known)) for letter in letters]
        for number, group in groupby(places, key=lambda place: place // _CODES):
            yield number, "".join(f"{place % _CODES + 1:02X}" for place in group)

    def _font(self, letters: list[str]) -> Any:
        codes = range(1, len(letters) + 1)
        nothing = self._document.Reference(PDFStream(content=_PROCEDURE.encode("ascii")))
        names = [PDFName(f"h{code}") for code in codes]
        cmap = self._document.Reference(PDFStream(content=_character_map(letters).encode("ascii")))
        entries = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type3"),
            "FontBBox": PDFArray([0, -250, _LETTER, _EM]),
            "FontMatrix": PDFArray([0.001, 0, 0, 0.001, 0, 0]),
            "CharProcs": PDFDictionary({f"h{code}": nothing for code in codes}),
            "Encoding": PDFDictionary({"Type": PDFName("Encoding"), "Differences": PDFArray([1, *names])}),
            "FirstChar": 1,
            "LastChar": len(letters),
            "Widths": PDFArray([_LETTER] * len(letters)),
            "Resources": PDFDictionary({}),
            "ToUnicode": cmap,
        }
        return PDFDictionary(entries)


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
