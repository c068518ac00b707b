"""The catalogues of what people read: ``python -m tests.texts`` gathers the texts and brings the files up to date.

A text is what is handed to ``tr``, ``tr_count``, ``forms``, ``mark`` or ``Said``, what stands in a `Worded` table,
and every sentence of `shopdesk.messages`. A text that is new is added without a translation, one that nobody says
any more is left out, and the catalogue that the program reads is written from the one that people write.
"""

import ast
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from shopdesk.wording import LANGUAGES

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "languages"
_SAYING = frozenset({"tr", "mark", "Said"})
_COUNTING = frozenset({"tr_count", "forms"})
_SENTENCES = frozenset({"SENTENCES", "REASONS"})
_NEVER = datetime(2026, 1, 1, tzinfo=UTC)
"""Catalogues do not change because a day has passed."""


class Text(NamedTuple):
    """An English text: its form for many if it is counted, and its sense where one word has two."""

    english: str
    many: str = ""
    sense: str = ""

    @property
    def key(self) -> str | tuple[str, str]:
        """Return what a catalogue files it under."""
        return (self.english, self.many) if self.many else self.english


def gather() -> dict[Text, list[tuple[str, int]]]:
    """Return every text that the program says, with the places that say it."""
    found: dict[Text, list[tuple[str, int]]] = {}
    for path in sorted((*ROOT.glob("shopdesk/**/*.py"), *ROOT.glob("ui/**/*.py"))):
        name = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for text, line in _texts_of(node):
                found.setdefault(text, []).append((name, line))
    return found


def bring_up_to_date(language: str, texts: dict[Text, list[tuple[str, int]]]) -> int:
    """Rewrite a language's catalogue for the texts that are said; return how many wait for a translation."""
    before, after = read(language), _empty(language)
    missing = 0
    for text in sorted(texts):
        known = before.get(text.key, text.sense or None)
        is_known = known is not None and isinstance(known.string, str) is not bool(text.many)
        said = (
            known.string if known is not None and is_known else ("",) * after.num_plurals if text.many else ""
        )
        missing += not all(said if isinstance(said, tuple) else (said,))
        places = sorted({name for name, _ in texts[text]})
        after.add(text.key, said, [(name, 0) for name in places], context=text.sense or None)
    with (FOLDER / f"{language}.po").open("wb") as file:
        write_po(file, after, width=110, omit_header=False, include_lineno=False)
    (FOLDER / f"{language}.mo").write_bytes(compiled(after))
    return missing


def _empty(language: str) -> Catalog:
    return Catalog(
        locale=language,
        header_comment=f"# What ShopDesk says, in {LANGUAGES.get(language, language)}.",
        project="ShopDesk",
        version="1",
        msgid_bugs_address="",
        last_translator="",
        language_team="",
        creation_date=_NEVER,
        revision_date=_NEVER,
        fuzzy=False,
    )


def read(language: str) -> Catalog:
    """Read the catalogue that people write; an empty one where there is none yet."""
    path = FOLDER / f"{language}.po"
    if not path.exists():
        return _empty(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def compiled(catalogue: Catalog) -> bytes:
    """Return the catalogue as the program reads it."""
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def _texts_of(node: ast.AST) -> Iterator[tuple[Text, int]]:
    """Yield what this one node says, with its line."""
    if isinstance(node, ast.Call):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        senses = [*node.args[1:2], *(each.value for each in node.keywords if each.arg == "sense")]
        sense = next(_strings(*senses), "")
        if called in _SAYING and node.args:
            yield from ((Text(each, sense=sense), node.lineno) for each in _strings(node.args[0]) if each)
        elif called in _COUNTING:
            counted = tuple(_strings(*node.args[:2]))
            if counted:
                yield Text(*counted), node.lineno
        elif called == "Worded" and isinstance(node.args[0], ast.Dict):
            said = (each for each in _strings(*node.args[0].values) if each)
            yield from ((Text(each, sense=sense), node.lineno) for each in said)
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        if isinstance(target, ast.Name) and target.id in _SENTENCES and node.value is not None:
            for tables in ast.walk(node.value):
                if isinstance(tables, ast.Dict):
                    yield from ((Text(each), node.lineno) for each in _strings(*tables.values))


def _strings(*nodes: ast.AST) -> Iterator[str]:
    """Yield the texts that stand there themselves, in a choice or in a tuple."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.IfExp):
            yield from _strings(node.body, node.orelse)
        elif isinstance(node, ast.Tuple):
            yield from _strings(*node.elts)


def main() -> int:
    """Bring every catalogue up to date, and say what waits for a translation."""
    texts = gather()
    for language in sorted(path.stem for path in FOLDER.glob("*.po")):
        missing = bring_up_to_date(language, texts)
        sys.stdout.write(f"{language}: {len(texts) - missing} of {len(texts)} texts\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
