"""One rule of a segment as a line of a sentence: what is asked, of how much, and since when."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.domain.segment import DAYS, MONEY, TAGS, Ask
from shopdesk.viewmodels.segment_form import MONTHS_WORDS, RuleDraft
from shopdesk.viewmodels.segment_words import ASK_WORDS
from shopdesk.wording import tr_count
from ui.theme import set_role, theme
from ui.widgets.buttons import IconButton
from ui.widgets.cards import Label
from ui.widgets.fields import ChoiceField, Field

_ASKED, _VALUE, _SINCE = 5, 3, 4


class RuleRow(QWidget):
    """``asked``, ``typed`` and ``since`` tell what was chosen or typed, ``dropped`` that the rule is left out."""

    asked = Signal(str)
    typed = Signal(str)
    since = Signal(str)
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ask = ChoiceField(
            self.tr("The customer"), [(ask.value, words) for ask, words in ASK_WORDS.items()]
        )
        self.value = Field("")
        self.months = ChoiceField(self.tr("When"))
        self.drop = IconButton("x", self.tr("Leave this rule out"))
        self.ask.edited.connect(self.asked)
        self.value.edited.connect(self.typed)
        self.months.edited.connect(self.since)
        self.drop.clicked.connect(self.dropped)
        self.wrong = Label("", "error").wrap()
        self.wrong.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        column.addLayout(row)
        column.addWidget(self.wrong)
        row.setSpacing(theme().px(12))
        row.addWidget(self.ask, _ASKED)
        row.addWidget(self.value, _VALUE)
        row.addWidget(self.months, _SINCE)
        row.addWidget(self.drop)
        keeps_room = self.months.sizePolicy()
        keeps_room.setRetainSizeWhenHidden(True)
        self.months.setSizePolicy(keeps_room)
        self.value.setSizePolicy(keeps_room)

    def show_rule(self, rule: RuleDraft) -> None:
        """Show a rule as it is typed."""
        self.ask.set_text(rule.asks.value)
        self.value.set_text(rule.value)
        name = self._value_name(rule.asks)
        self.value.label.setText(name)
        self.value.line.setAccessibleName(name)
        self.value.setVisible(rule.has_value)
        self.months.setVisible(rule.has_months)
        words = {
            rule.months: tr_count(
                "in the last {count} month",
                "in the last {count} months",
                rule.months,
                count=rule.months,
            ),
            **MONTHS_WORDS,
        }
        self.months.set_options([(str(months), words[months]) for months in sorted(words)])
        self.months.set_text(str(rule.months))

    def tell_wrong(self, sentence: str) -> None:
        """Say what is wrong with the value; an empty sentence says nothing."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        set_role(self.value.line, "error" if sentence else "")
        self.value.line.setAccessibleDescription(sentence)

    def _value_name(self, asks: Ask) -> str:
        if asks in MONEY:
            return self.tr("Amount")
        if asks in TAGS:
            return self.tr("Tag")
        return self.tr("Days") if asks in DAYS else self.tr("Times")
