"""Proving every balance: a button, how far it is, and what was found."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from shopdesk.viewmodels.proof import Proof, ProofLine, ProofViewModel
from ui.icons import pixmap
from ui.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Label, Muted
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.work_progress import WorkProgress


class ProofCard(Card):
    """Shows a `ProofViewModel`."""

    help_topic = "figures"

    def __init__(self, model: ProofViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.model = model
        self.prove = Button(self.tr("Prove every balance"), icon="scale")
        self.stop = Button(self.tr("Stop"))
        self.progress = WorkProgress(model.work, self.tr("Proving"))
        self.verdict = Banner(can_close=False)
        self._lines_place = QWidget()
        self._lay_out()
        self.prove.clicked.connect(model.prove)
        self.stop.clicked.connect(model.work.stop)
        self._unbind = (
            model.busy.bind(self._show_busy),
            model.trouble.bind(lambda text: self._tell(text, "danger")),
            model.work.stopped.listen(lambda text: self._tell(text, "info")),
            model.proof.bind(self._show_proof),
        )

    def unbind(self) -> None:
        """Let the view-model go."""
        self.progress.unbind()
        for stop in self._unbind:
            stop()

    def _lay_out(self) -> None:
        self.add_head(self.tr("Proof"), self.stop, self.prove)
        what = self.tr(
            "Every figure is computed again from its entries, every seal and every page is checked."
        )
        self.body.addWidget(Muted(what).wrap())
        self.body.addWidget(self.progress)
        self.body.addWidget(self.verdict)
        self.body.addWidget(self._lines_place)

    def _show_busy(self, busy: bool) -> None:
        self.prove.set_allowed(
            not (self.model.why_not or busy), self.model.why_not or self.tr("It is running")
        )
        self.stop.set_allowed(busy, self.tr("Nothing is running"))

    def _tell(self, text: str, role: str) -> None:
        if text:
            self.verdict.tell(text, role)
        elif self.model.proof.value is None:
            self.verdict.dismiss()

    def _show_proof(self, proof: Proof | None) -> None:
        place = QWidget()
        rows = QVBoxLayout(place)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme().px(6))
        if proof is None:
            self.verdict.dismiss()
        else:
            self.verdict.tell(proof.text, "success" if proof.ok else "danger")
            for line in proof.lines:
                rows.addLayout(self._row(line))
        self.body.replaceWidget(self._lines_place, place)
        self._lines_place.deleteLater()
        self._lines_place = place

    def _row(self, line: ProofLine) -> QVBoxLayout:
        look = theme()
        mark = QLabel()
        drawing, colour = ("circle-check", look.credit) if line.ok else ("circle-x", look.owed)
        mark.setPixmap(pixmap(drawing, colour, look.px(16)))
        mark.setAccessibleName(self.tr("proven") if line.ok else self.tr("not proven"))
        top = QHBoxLayout()
        top.setSpacing(look.px(8))
        top.addWidget(mark)
        top.addWidget(ElidedLabel(line.text), 1)
        top.addWidget(Muted(line.counted))
        if line.repair:
            mend = Button(self.tr("Put right")).entering()
            mend.set_hint(self.tr("Only what can be made anew is made anew; no entry is touched."))
            mend.clicked.connect(lambda: self.model.repair(line.repair))
            top.addWidget(mend)
        row = QVBoxLayout()
        row.setSpacing(0)
        row.addLayout(top)
        for problem in line.problems[:20]:
            row.addWidget(Label(problem, "owed").wrap())
        return row
