"""Drawing a segment by rules, with a count that follows the typing; shows a `SegmentFormViewModel`."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.domain.segment import NAME_LIMIT
from shopdesk.viewmodels.ports import Prompter
from shopdesk.viewmodels.segment_form import RuleDraft, SegmentFormViewModel
from shopdesk.viewmodels.segment_words import MEETS_WORDS
from ui.segments.rule_row import RuleRow
from ui.theme import theme
from ui.widgets.buttons import Button, ChoiceRow
from ui.widgets.cards import Label
from ui.widgets.fields import Field
from ui.widgets.saving_dialog import SavingDialog

_SIZE = (860, 620)


class SegmentDialog(SavingDialog):
    """Tells by ``saved`` what was kept, and closes."""

    help_topic = "customers"

    def __init__(
        self, model: SegmentFormViewModel, prompter: Prompter, parent: QWidget | None = None
    ) -> None:
        title = self.tr("New segment") if model.is_new else self.tr("Segment")
        super().__init__(title, model, prompter, parent)
        self.model = model
        self.take_size(*_SIZE)
        self.name = Field(self.tr("Name"), limit=NAME_LIMIT)
        self.meets = ChoiceRow([(meets.value, words) for meets, words in MEETS_WORDS.items()])
        self.rows: list[RuleRow] = []
        self.add_rule = Button(self.tr("Another rule"), kind="quiet", icon="plus")
        self.count = Label("", "strong")
        self.save = Button(self.tr("Save"), kind="primary", key=self.tr("Enter")).entering()
        self._lay_out(title)
        self.name.edited.connect(model.type_name)
        self.meets.chosen.connect(model.choose_meets)
        self.add_rule.clicked.connect(model.add_rule)
        self.follow(
            model.name.bind(self.name.set_text),
            model.meets.bind(lambda meets: self.meets.show_choice(meets.value)),
            model.rules.bind(self._show_rules),
            model.errors.bind(self._show_errors),
            model.name_error.bind(self._show_name_error),
            model.problem.bind(self.tell_problem),
            model.count.bind(lambda words: self.count.setText(words or "—")),
        )
        self.save_by(self.save)
        model.begin()

    def first_field(self) -> QWidget:
        """Begin at the name."""
        return self.name

    def _lay_out(self, title: str) -> None:
        look = theme()
        inside, column = self.sheet()
        column.addWidget(Label(title, "heading"))
        column.addWidget(self.name)
        column.addWidget(Label(self.tr("Who meets"), "label"))
        self.meets.setAccessibleName(self.tr("Who meets"))
        column.addWidget(self.meets)
        column.addSpacing(look.px(8))
        self._rules = QVBoxLayout()
        self._rules.setSpacing(look.px(4))
        column.addLayout(self._rules)
        quiet = QHBoxLayout()
        quiet.addWidget(self.add_rule)
        quiet.addStretch(1)
        column.addLayout(quiet)
        column.addWidget(self.problem)
        column.addStretch(1)
        self.scroll_over(inside)
        for button in (self.cancel, self.save):
            button.set_tall(44)
        self.save.setDefault(True)
        self.count.setAccessibleDescription(self.tr("How many customers meet the rules now"))
        self.add_left(self.count)
        self.add_right(self.cancel)
        self.add_right(self.save)

    def _show_rules(self, rules: tuple[RuleDraft, ...]) -> None:
        while len(self.rows) > len(rules):
            gone = self.rows.pop()
            self._rules.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.rows) < len(rules):
            self._add_row(len(self.rows))
        for row, rule in zip(self.rows, rules, strict=True):
            row.show_rule(rule)
            row.drop.set_allowed(len(rules) > 1, self.tr("A segment needs a rule."))
        self.add_rule.set_allowed(self.model.may_add, self.tr("There are as many rules as there can be."))

    def _add_row(self, place: int) -> None:
        row = RuleRow()
        row.asked.connect(partial(self.model.ask, place))
        row.typed.connect(partial(self.model.type_value, place))
        row.since.connect(partial(self.model.choose_months, place))
        row.dropped.connect(partial(self.model.drop_rule, place))
        self.rows.append(row)
        self._rules.addWidget(row)

    def _show_errors(self, errors: dict[int, str]) -> None:
        for place, row in enumerate(self.rows):
            row.tell_wrong(errors.get(place, ""))

    def _show_name_error(self, sentence: str) -> None:
        self.name.set_error(sentence)
        if sentence:
            self.name.setFocus()
