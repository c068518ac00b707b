"""The computers that open the shop with a PIN, in the card of the secrets."""

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.viewmodels.sign_in import LONGEST_PIN
from shopdesk.viewmodels.tills import TillLine, TillsViewModel
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Label, Muted
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.fields import PassphraseField, show_errors
from ui.widgets.secrets_dialog import SecretsDialog


class TillsPart(QWidget):
    """Shows a `TillsViewModel`."""

    def __init__(self, model: TillsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        look = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(10), 0, 0)
        column.setSpacing(look.px(8))
        self.make = Button(self.tr("Set a till PIN…")).entering()
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Till PIN"), "strong"))
        head.addStretch(1)
        head.addWidget(self.make)
        column.addLayout(head)
        what = self.tr(
            "Staff open the shop on this computer with a PIN, without the passphrase. The PIN alone opens nothing: "
            "this computer’s keyring has the other half of the key."
        )
        self.why_not = Muted("").wrap()
        column.addWidget(Muted(what).wrap())
        column.addWidget(self.why_not)
        self.removes: dict[str, Button] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(look.px(6))
        column.addLayout(self._lines)
        self.make.clicked.connect(lambda: TillPinDialog(model, self).open())
        self._unbind = (model.why_not.bind(self._show_why_not), model.lines.bind(self._show_lines))

    def unbind(self) -> None:
        """Let the view-model go."""
        for stop in self._unbind:
            stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Look which there are; the owner may have removed one elsewhere."""
        super().showEvent(event)
        self.model.load()

    def _show_why_not(self, why_not: str) -> None:
        self.make.set_allowed(not why_not, why_not)
        self.why_not.setText(why_not)
        self.why_not.setVisible(bool(why_not))

    def _show_lines(self, lines: Sequence[TillLine]) -> None:
        while (old := self._lines.takeAt(0)) is not None:
            row = old.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        self.removes.clear()
        for line in lines:
            self._lines.addWidget(self._row(line))

    def _row(self, line: TillLine) -> QWidget:
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        remove = Button(self.tr("Remove")).entering()
        remove.setAccessibleName(self.tr("Remove the till PIN of {0}").format(line.text))
        remove.clicked.connect(lambda: self.model.remove(line))
        row.addWidget(ElidedLabel(line.text), 1)
        row.addWidget(remove)
        self.removes[line.id] = remove
        return place


class TillPinDialog(SecretsDialog):
    """Asks for the shop's secret and twice for the new till PIN."""

    def __init__(self, model: TillsViewModel, parent: QWidget) -> None:
        fields = {
            "secret": PassphraseField(parent.tr("Passphrase, or the recovery key")),
            "pin": PassphraseField(parent.tr("Till PIN, 4 to 8 digits"), limit=LONGEST_PIN),
            "again": PassphraseField(parent.tr("Till PIN once more"), limit=LONGEST_PIN),
        }
        super().__init__(
            parent.tr("A till PIN for this computer"), fields, parent.tr("Set the till PIN"), parent
        )
        self.model = model
        for field in self.fields.values():
            field.edited.connect(lambda _text: model.forgive())
        self.explain(
            self.tr(
                "Everybody who works at this computer shares it, and still signs in with a PIN of their own."
            )
        )
        model.forgive()
        self.follow(
            model.errors.bind(lambda errors: show_errors(self.fields, errors)),
            model.saved.listen(lambda _count: self.accept()),
            model.busy.bind(lambda busy: self.save.set_allowed(not busy, self.tr("This takes a moment"))),
        )

    def send(self) -> None:
        """Make the till PIN."""
        self.model.make(*(self.fields[name].text() for name in ("secret", "pin", "again")))
