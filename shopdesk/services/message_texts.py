"""The texts that messages begin with: those that come with the program, in several languages, and the shop's own."""

import tomllib
from collections.abc import Mapping
from functools import cache

from shopdesk.domain.message_template import TEMPLATES, Template, judge_template
from shopdesk.domain.staff import Deed
from shopdesk.errors import InvalidValue
from shopdesk.paths import resource
from shopdesk.services.desk import Desk
from shopdesk.storage import message_templates

LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "it": "Italiano",
    "ar": "العربية",
}
"""The languages that texts come in, each by its own name."""


def shops_language(desk: Desk) -> str:
    """Return the language of the shop's locale, English where no texts come in it."""
    language = desk.settings.locale.partition("_")[0]
    return language if language in LANGUAGES else "en"


def list_texts(desk: Desk, language: str) -> dict[str, Template]:
    """Return every text in a language by its name, the shop's own where there is one; raises InvalidValue."""
    given = shipped_texts(language)
    with desk.read() as session:
        return {**given, **message_templates.read_templates(session, language)}


def write_text(desk: Desk, language: str, name: str, template: Template | None) -> None:
    """Keep a text of the shop's own, or go back to what comes with the program for None.

    Raises InvalidValue for an unknown name, language or field, and for a debt in a greeting; Forbidden.
    """
    given = shipped_texts(language)
    if name not in given:
        raise InvalidValue(field="name", reason="not_a_choice")
    judged = None if template is None else judge_template(TEMPLATES[name][0], template)
    with desk.work(Deed.CHANGE_SETTINGS) as work:
        kept = None if judged == given[name] else judged
        message_templates.write_template(work.session, language, name, kept)
        work.enter(Deed.CHANGE_SETTINGS, "messages", {"keys": [f"{language} {name}"]})
        work.everything = True


def shipped_texts(language: str) -> Mapping[str, Template]:
    """Return the texts that come with the program; raises InvalidValue for a language there are none in."""
    if language not in LANGUAGES:
        raise InvalidValue(field="language", reason="not_a_choice")
    return _shipped(language)


@cache
def _shipped(language: str) -> Mapping[str, Template]:
    read = tomllib.loads(resource("messages", f"{language}.toml").read_text("utf-8"))
    return {name: Template(each["subject"], each["text"]) for name, each in read.items()}
