"""What the shop gives for points: whether, for how much, what they are worth, and the tiers."""

from PySide6.QtWidgets import QWidget

from shopdesk.viewmodels.back_office import BackOfficeViewModel
from ui.back_office.settings_form import SettingsForm
from ui.widgets.check_box import CheckBox
from ui.widgets.fields import Field


class LoyaltyCard(SettingsForm):
    """Shows the part of a `BackOfficeViewModel` that is about points."""

    help_topic = "loyalty"

    def __init__(self, model: BackOfficeViewModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.loyalty = CheckBox(self.tr("Customers collect points"))
        self.at_once = CheckBox(self.tr("Sales on account earn at once, not when they are paid"))
        self.switches = {"loyalty": self.loyalty, "points_at_once": self.at_once}
        self.fields = {
            "points_rate": Field(self.tr("Points for each {0} spent").format(model.unit), limit=10),
            "point_worth": Field(self.tr("A point pays for, in {0}").format(model.unit_name), limit=10),
            "tier_silver": Field(self.tr("Silver from"), limit=7),
            "tier_gold": Field(self.tr("Gold from"), limit=7),
            "tier_platinum": Field(self.tr("Platinum from"), limit=7),
        }
        places = ((0, 0, 3), (0, 3, 3), (1, 0, 2), (1, 2, 2), (1, 4, 2))
        for field, (row, column, span) in zip(self.fields.values(), places, strict=True):
            self.grid.place(field, row, column, span)
        explained = self.tr(
            "Points come with what is bought and paid, pay at the checkout, and go back with a refund. New rates "
            "change nothing that was promised before."
        )
        self.lay_out(self.tr("Loyalty"), explained, (self.loyalty, self.at_once, self.grid))
        self.begin()
