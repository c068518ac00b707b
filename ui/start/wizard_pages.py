"""The four pages of the set-up: the shop, its owner, the recovery key, and what to begin with."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from shopdesk.viewmodels.first_run import Beginning, FirstRunViewModel
from ui.start.option_card import OptionCard
from ui.theme import set_role, theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Heading, Label, Muted
from ui.widgets.fields import ChoiceField, Field, PassphraseField

AnyField = Field | ChoiceField
_NAME_LIMIT = 100
_GROUPS_A_ROW = 5


class WizardPage(QWidget):
    """A heading, a sentence, and fields by the name that the view-model knows them by."""

    def __init__(self, model: FirstRunViewModel, heading: str, sentence: str) -> None:
        super().__init__()
        self.model = model
        self.fields: dict[str, AnyField] = {}
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme().px(8))
        self.body.addWidget(Heading(heading))
        self.body.addWidget(Muted(sentence).wrap())
        self.body.addSpacing(theme().px(8))

    def put(
        self, grid: QGridLayout, row: int, column: int, name: str, field: AnyField, span: int = 1
    ) -> None:
        """Put a field into a grid and let it tell the view-model what is typed."""
        field.edited.connect(lambda text: self.model.set_value(name, text))
        self.fields[name] = field
        grid.addWidget(field, row, column, 1, span)

    def grid(self) -> QGridLayout:
        """Return a new grid of two equal columns, laid into the page."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(14))
        grid.setVerticalSpacing(theme().px(8))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        return grid

    def show_values(self, values: Mapping[str, str]) -> None:
        """Show what the view-model holds."""
        for name, field in self.fields.items():
            if name in values and field.text() != values[name]:
                field.set_text(values[name])

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        for field in list(self.fields.values())[:1]:
            field.setFocus()


class ShopPage(WizardPage):
    """The shop's name, its country, and what the country brings along."""

    def __init__(self, model: FirstRunViewModel) -> None:
        super().__init__(
            model,
            self.tr("Your shop"),
            self.tr("The country decides how money, dates and telephone numbers are written."),
        )
        grid = self.grid()
        name = Field(self.tr("Name of the shop"), limit=_NAME_LIMIT)
        self.put(grid, 0, 0, "shop_name", name)
        self.put(grid, 0, 1, "language", ChoiceField(self.tr("Language"), model.languages))
        self.put(grid, 1, 0, "country", ChoiceField(self.tr("Country"), model.countries))
        self.put(grid, 1, 1, "currency", ChoiceField(self.tr("Currency"), model.currencies))
        zone = ChoiceField(self.tr("Time zone"), model.zones)
        self.put(grid, 2, 0, "zone", zone, span=2)
        self.body.addStretch(1)


class OwnerPage(WizardPage):
    """The owner, the passphrase of the file and the PIN at the till."""

    def __init__(self, model: FirstRunViewModel) -> None:
        super().__init__(
            model,
            self.tr("You, the owner"),
            self.tr(
                "The passphrase opens the shop’s file when the program starts. "
                "The PIN says who is at the till while it is open."
            ),
        )
        grid = self.grid()
        self.put(grid, 0, 0, "owner_name", Field(self.tr("Your name"), limit=_NAME_LIMIT), span=2)
        self.put(grid, 1, 0, "passphrase", PassphraseField(self.tr("Passphrase")))
        self.put(grid, 1, 1, "passphrase_again", PassphraseField(self.tr("Passphrase once more")))
        pin, again = (
            PassphraseField(self.tr("PIN, 4 to 8 digits"), limit=8),
            PassphraseField(self.tr("PIN once more"), limit=8),
        )
        self.put(grid, 3, 0, "pin", pin)
        self.put(grid, 3, 1, "pin_again", again)
        self.strength = Label("", "hint").wrap()
        self.strength.setMinimumHeight(theme().px(36))
        self.strength.setAlignment(Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.strength, 2, 0, 1, 2)
        model.strength.bind(self.strength.setText)
        self.body.addStretch(1)


class KeyPage(WizardPage):
    """The recovery key, to be kept on paper and typed back once."""

    save_asked_for = Signal()

    def __init__(self, model: FirstRunViewModel) -> None:
        super().__init__(
            model,
            self.tr("The recovery key"),
            self.tr(
                "If the passphrase is ever forgotten, this key opens the shop; nothing else does. Print its sheet "
                "or write it down, and keep it away from the shop. Whoever holds it can open the shop."
            ),
        )
        look = theme()
        frame = QFrame()
        set_role(frame, "sunken")
        self._groups = QGridLayout(frame)
        self._groups.setContentsMargins(look.px(20), look.px(16), look.px(20), look.px(16))
        self._groups.setHorizontalSpacing(look.px(22))
        self._groups.setVerticalSpacing(look.px(8))
        self.key_frame = frame
        self.group_labels: list[Label] = []
        self.body.addWidget(frame)
        self.save = Button(self.tr("Save its sheet as PDF…"), icon="printer")
        self.save.clicked.connect(self.save_asked_for)
        self.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addSpacing(look.px(8))
        typed = Field(
            self.tr("Type it back from the paper"),
            hint=self.tr("Capitals, spaces and hyphens do not matter."),
            limit=100,
        )
        typed.edited.connect(model.type_key)
        self.fields["recovery_key"] = typed
        self.typed = typed
        self.body.addWidget(typed)
        self.body.addStretch(1)
        model.recovery_key.bind(lambda _key: self._show_key())
        model.key_fits.bind(self._show_fit)

    def _show_key(self) -> None:
        self.typed.set_text("")
        groups = self.model.recovery_groups
        for place in range(len(self.group_labels), len(groups)):
            label = Label("", "key-group")
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.group_labels.append(label)
            self._groups.addWidget(label, place // _GROUPS_A_ROW, place % _GROUPS_A_ROW)
        for label, group in zip(self.group_labels, groups, strict=False):
            label.setText(group)
        self.key_frame.setAccessibleName(self.model.recovery_key.value)

    def _show_fit(self, fits: bool) -> None:
        good, how = self.tr("That is the key ✓"), self.tr("Capitals, spaces and hyphens do not matter.")
        self.typed.set_hint(good if fits else how)


class BeginPage(WizardPage):
    """What the shop begins with."""

    def __init__(self, model: FirstRunViewModel) -> None:
        super().__init__(
            model, self.tr("How shall we begin?"), self.tr("Everything can be done later as well.")
        )
        self.options = {
            Beginning.EMPTY: OptionCard(
                "store", self.tr("With an empty shop"), self.tr("You write your customers down as they come.")
            ),
            Beginning.IMPORT: OptionCard(
                "upload",
                self.tr("With my own list"),
                self.tr(
                    "A CSV file from a spreadsheet or another till. You see what would happen before it does."
                ),
            ),
            Beginning.DEMO: OptionCard(
                "users",
                self.tr("With a look round the demo shop"),
                self.tr(
                    "1,240 made-up customers and three years of sales, in a folder of its own. "
                    "Your shop waits for you at the next start."
                ),
            ),
        }
        for beginning, card in self.options.items():
            card.clicked.connect(lambda _checked=False, chosen=beginning: model.choose_beginning(chosen))
            self.body.addWidget(card)
        self.body.addStretch(1)
        model.beginning.bind(lambda chosen: self.options[chosen].setChecked(True))

    def focus_first(self) -> None:
        """Put the focus on the choice that is taken."""
        self.options[self.model.beginning.value].setFocus()
