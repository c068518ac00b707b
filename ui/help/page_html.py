"""What the help window shows, as HTML in the colours of the theme."""

import re
from collections.abc import Iterable
from html import escape

from shopdesk.viewmodels.help import Shown
from shopdesk.viewmodels.help_book import ALL_KEYS, Answer, HelpBook, Topic
from shopdesk.wording import spoken, tr
from ui import shortcuts
from ui.theme import theme

LINK = "topic:"
"""What the address of a link to a topic begins with."""


def place_titles() -> dict[str, str]:
    """Return the places of the table of keys, in the order in which people meet them, in words."""
    return {
        shortcuts.CHECKOUT: tr("At the checkout"),
        shortcuts.CUSTOMERS: tr("In the list of customers"),
        shortcuts.TABLE: tr("In the table"),
        shortcuts.NOTES: tr("In the notes"),
        shortcuts.REQUESTS: tr("In the requests"),
        shortcuts.WINDOW: tr("Everywhere"),
    }


def page_html(shown: Shown, book: HelpBook) -> str:
    """Return the page to read."""
    if shown.topic is not None:
        return _topic(shown.topic, book)
    return _hits(shown) if shown.words else _contents(book)


def page_style() -> str:
    """Return the style sheet of the page, in the present theme and size."""
    look = theme()
    # Arabic letters come with room above and below.
    behind, spacing = ("left", 100) if spoken().right_to_left else ("right", 140)
    return f"""
        body {{ color: {look.text}; }}
        h1 {{ font-size: {look.px(22)}px; font-weight: 700; margin: 0 0 {look.px(6)}px 0; }}
        h2 {{ font-size: {look.px(15)}px; font-weight: 600; margin: {look.px(18)}px 0 {look.px(4)}px 0; }}
        p {{ font-size: {look.px(14)}px; line-height: {spacing}%; margin: 0 0 {look.px(6)}px 0; }}
        p.intro, p.where {{ color: {look.muted}; }}
        td {{ font-size: {look.px(14)}px; padding: {look.px(3)}px 0; }}
        td.key {{ color: {look.accent}; font-weight: 600; padding-{behind}: {look.px(18)}px; white-space: nowrap; }}
        a {{ color: {look.accent}; text-decoration: underline; }}
    """


def _topic(topic: Topic, book: HelpBook) -> str:
    parts = [f"<h1>{escape(topic.title)}</h1>", f'<p class="intro">{_words(topic.intro)}</p>']
    titles = place_titles()
    for place in (each for each in titles if each in topic.keys):
        parts += [f"<h2>{escape(titles[place])}</h2>", _keys(place)]
    parts += [_answer(answer) for answer in topic.answers]
    if topic.see:
        links = (_link(name, book.topic(name).title) for name in topic.see)
        parts += [f"<h2>{escape(tr('Read on'))}</h2>", f"<p>{'<br>'.join(links)}</p>"]
    if topic.name != ALL_KEYS:
        parts.append(f"<p>{_link(ALL_KEYS, book.topic(ALL_KEYS).title)}</p>")
    return "".join(parts)


def _contents(book: HelpBook) -> str:
    lines = (
        f'<p>{_link(topic.name, topic.title)}<br><span style="color: {theme().muted}">'
        f"{_words(topic.intro)}</span></p>"
        for topic in book.topics.values()
    )
    return f"<h1>{escape(tr('What can be read here'))}</h1>{''.join(lines)}"


def _hits(shown: Shown) -> str:
    if not shown.hits:
        found = tr("Nothing is said about “{0}”").format(shown.words)
        advice = tr("Try one word, such as limit, backup or receipt.")
        return f"<h1>{escape(found)}</h1><p>{escape(advice)}</p>"
    parts = (
        f'{_answer(hit.answer)}<p class="where">{_link(hit.topic.name, hit.topic.title)}</p>'
        for hit in shown.hits
    )
    return "".join(parts)


def _answer(answer: Answer) -> str:
    return f"<h2>{escape(answer.ask.replace('*', ''))}</h2>{_paragraphs(answer.paragraphs)}"


def _paragraphs(paragraphs: Iterable[str]) -> str:
    return "".join(f"<p>{_words(paragraph)}</p>" for paragraph in paragraphs)


def _keys(place: str) -> str:
    """Return the table of a place; Qt lays the columns of a table from the left, whatever the words do."""
    turned = -1 if spoken().right_to_left else 1
    rows = (
        (
            f'<td class="key">{escape(shortcuts.shown(key.name))}</td>',
            f'<td width="100%">{escape(key.does)}</td>',
        )
        for key in shortcuts.table()
        if key.place == place
    )
    lines = "".join(f"<tr>{''.join(cells[::turned])}</tr>" for cells in rows)
    return f'<table cellspacing="0" width="100%">{lines}</table>'


def _link(name: str, title: str) -> str:
    return f'<a href="{LINK}{name}">{escape(title)}</a>'


def _words(text: str) -> str:
    """Escape a text; what stands between stars is what stands on a button."""
    return re.sub(r"\*([^*]+)\*", r"<b>\1</b>", escape(text))
