"""A page of the help on paper: what the window shows, without the stars around what stands on buttons."""

from collections.abc import Sequence

from shopdesk.domain.help_paper import HelpPaper
from shopdesk.domain.till_card import KeyGroup
from shopdesk.viewmodels.help import Shown
from shopdesk.viewmodels.help_book import Answer, HelpBook
from shopdesk.wording import tr


def help_paper(
    shop_name: str, shown: Shown, book: HelpBook, groups: Sequence[KeyGroup], foot: str
) -> HelpPaper:
    """Return what is shown as a paper of a shop: a topic with its keys, what was found, or the contents."""
    if shown.topic is not None:
        topic = shown.topic
        return HelpPaper(
            shop_name, topic.title, _bare(topic.intro), tuple(groups), tuple(map(_said, topic.answers)), foot
        )
    if shown.words:
        title = tr("Found for “{words}”", words=shown.words)
        return HelpPaper(shop_name, title, "", (), tuple(_said(hit.answer) for hit in shown.hits), foot)
    topics = tuple((each.title, (_bare(each.intro),)) for each in book.topics.values())
    return HelpPaper(shop_name, tr("What can be read here"), "", (), topics, foot)


def draw_help(paper: HelpPaper) -> bytes:
    """Return the PDF; blocks for a moment."""
    from shopdesk.documents.help_pdf import render_help  # noqa: PLC0415 -- late on purpose

    return render_help(paper).pdf


def _said(answer: Answer) -> tuple[str, tuple[str, ...]]:
    return _bare(answer.ask), tuple(map(_bare, answer.paragraphs))


def _bare(text: str) -> str:
    return text.replace("*", "")
