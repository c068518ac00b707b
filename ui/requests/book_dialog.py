"""For which day a request is booked; shows a `BookingViewModel`."""

from PySide6.QtWidgets import QWidget

from shopdesk.viewmodels.booking import BookingViewModel
from shopdesk.viewmodels.ports import Prompter
from ui.widgets.buttons import Button
from ui.widgets.cards import Label
from ui.widgets.date_field import DateField
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.saving_dialog import SavingDialog


class BookDialog(SavingDialog):
    """Tells by ``saved`` what was booked, and closes."""

    help_topic = "requests"

    def __init__(self, model: BookingViewModel, prompter: Prompter, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Book a request"), model, prompter, parent)
        self.model = model
        self.be_wide(460)
        self.day = DateField(self.tr("Booked for"), model.text, hint=self.tr("A day, such as 3 Dec"))
        self.save = Button(self.tr("Book it"), kind="primary", key=self.tr("Enter")).entering()
        self.body.addWidget(Label(self.tr("Book a request"), "heading"))
        self.body.addWidget(ElidedLabel(" ".join(model.enquiry.text.split()), "muted"))
        self.body.addWidget(self.day)
        for button in (self.cancel, self.save):
            button.set_tall(44)
        self.save.setDefault(True)
        self.add_left(self.cancel)
        self.add_right(self.save)
        self.day.set_text(model.day)
        self.day.edited.connect(model.type)
        self.follow(model.error.bind(self.day.set_error))
        self.save_by(self.save)

    def first_field(self) -> QWidget:
        """Return where the cursor stands when the dialog opens."""
        return self.day
