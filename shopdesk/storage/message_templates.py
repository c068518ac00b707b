"""The shop's own texts of messages, where the owner wrote one in place of what comes with the program."""

from shopdesk.domain.message_template import Template
from shopdesk.storage.session import Session


def read_templates(session: Session, language: str) -> dict[str, Template]:
    """Return the shop's own texts in a language, by name."""
    rows = session.exec_driver_sql(
        "SELECT name, subject, text FROM message_template WHERE language = ?", (language,)
    )
    return {name: Template(subject, text) for name, subject, text in rows}


def write_template(session: Session, language: str, name: str, template: Template | None) -> None:
    """Write a text of the shop's own, or go back to what comes with the program for None."""
    session.exec_driver_sql("DELETE FROM message_template WHERE language = ? AND name = ?", (language, name))
    if template is not None:
        session.exec_driver_sql(
            "INSERT INTO message_template (language, name, subject, text) VALUES (?, ?, ?, ?)",
            (language, name, template.subject, template.text),
        )
