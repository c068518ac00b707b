"""What the shop gives for points: whether, for how much, what they are worth, and the tiers."""

from collections.abc import Mapping

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from shopdesk.viewmodels.back_office import BackOfficeViewModel
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Heading, Muted
from ui.widgets.check_box import CheckBox
from ui.widgets.fields import Field, show_errors


class LoyaltyCard(Card):
    """Shows the part of a `BackOfficeViewModel` that is about points."""

    help_topic = "loyalty"

    def __init__(self, model: BackOfficeViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.model = model
        self.loyalty = CheckBox(self.tr("Customers collect points"))
        self.at_once = CheckBox(self.tr("Sales on account earn at once, not when they are paid"))
        self.save = Button(self.tr("Save"), kind="primary")
        self.discard = Button(self.tr("Discard"))
        self.fields = {
            "points_rate": Field(self.tr("Points for each {0} spent").format(model.unit), limit=10),
            "point_worth": Field(self.tr("A point pays for, in {0}").format(model.unit_name), limit=10),
            "tier_silver": Field(self.tr("Silver from"), limit=7),
            "tier_gold": Field(self.tr("Gold from"), limit=7),
            "tier_platinum": Field(self.tr("Platinum from"), limit=7),
        }
        self._lay_out()
        self.loyalty.toggled.connect(lambda on: model.choose_switch("loyalty", on=on))
        self.at_once.toggled.connect(lambda on: model.choose_switch("points_at_once", on=on))
        self.save.clicked.connect(model.save)
        self.discard.clicked.connect(model.discard)
        self._unbind = (
            model.values.bind(self._show_values),
            model.errors.bind(lambda errors: show_errors(self.fields, errors)),
            model.dirty.bind(lambda _dirty: self._allow()),
            model.busy.bind(lambda _busy: self._allow()),
            model.switches["loyalty"].bind(self.loyalty.setChecked),
            model.switches["points_at_once"].bind(self.at_once.setChecked),
        )

    def unbind(self) -> None:
        """Let the view-model go."""
        for stop in self._unbind:
            stop()

    def _lay_out(self) -> None:
        look = theme()
        self.body.addWidget(Heading(self.tr("Loyalty")))
        explained = self.tr(
            "Points come with what is bought and paid, pay at the checkout, and go back with a refund. New rates "
            "change nothing that was promised before."
        )
        self.body.addWidget(Muted(explained).wrap())
        for switch in (self.loyalty, self.at_once):
            switch.setEnabled(not self.model.why_not)
            switch.setToolTip(self.model.why_not)
            self.body.addWidget(switch)
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(14))
        grid.setVerticalSpacing(look.px(6))
        for column in range(6):
            grid.setColumnStretch(column, 1)
        places = ((0, 0, 3), (0, 3, 3), (1, 0, 2), (1, 2, 2), (1, 4, 2))
        for (name, field), (row, column, span) in zip(self.fields.items(), places, strict=True):
            field.edited.connect(lambda text, name=name: self.model.set_value(name, text))
            grid.addWidget(field, row, column, 1, span)
        self.body.addLayout(grid)
        foot = QHBoxLayout()
        foot.setSpacing(look.px(10))
        foot.addStretch(1)
        foot.addWidget(self.discard)
        foot.addWidget(self.save)
        self.body.addLayout(foot)

    def _show_values(self, values: Mapping[str, str]) -> None:
        for name, field in self.fields.items():
            if field.text() != values[name]:
                field.set_text(values[name])
        self._allow()

    def _allow(self) -> None:
        model = self.model
        changed = bool(self.fields.keys() & model.typed().keys())
        nothing = "" if changed else self.tr("Nothing was changed")
        waiting = self.tr("Saving") if model.busy.value else ""
        for button in (self.save, self.discard):
            why_not = model.why_not or waiting or nothing
            button.set_allowed(not why_not, why_not)
