"""How the window looks: light, dark or with high contrast, how large its text is, and whether anything moves."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from shopdesk.domain.settings import LARGEST_TEXT, SMALLEST_TEXT, THEMES
from shopdesk.viewmodels.back_office import BackOfficeViewModel
from shopdesk.wording import LANGUAGES
from ui.theme import theme
from ui.widgets.buttons import ChoiceRow, IconButton
from ui.widgets.cards import Card, Heading, Label
from ui.widgets.check_box import CheckBox
from ui.widgets.fields import ChoiceField

_STEP = 5


class LookCard(Card):
    """Shows the look that a `BackOfficeViewModel` holds; what is chosen is seen at once."""

    def __init__(self, model: BackOfficeViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.model = model
        named = {"light": self.tr("Light"), "dark": self.tr("Dark"), "contrast": self.tr("High contrast")}
        self.themes = ChoiceRow([(each, named[each]) for each in THEMES])
        self.language = ChoiceField(self.tr("Language of the screen"), tuple(LANGUAGES.items()))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(SMALLEST_TEXT // _STEP, LARGEST_TEXT // _STEP)
        self.slider.setPageStep(2)
        self.slider.setAccessibleName(self.tr("Text size"))
        self.smaller = IconButton("minus", self.tr("Smaller text"))
        self.larger = IconButton("plus", self.tr("Larger text"))
        self.percent = Label("", "strong")
        self.still = CheckBox(self.tr("Nothing moves by itself"))
        self.still.setToolTip(self.tr("Signs of work stand still, and the cursor does not blink."))
        self._lay_out()
        self.themes.chosen.connect(model.choose_theme)
        self.language.edited.connect(model.choose_language)
        # Everything is drawn anew for a size, so that waits until the slider is let go.
        self.slider.setTracking(False)
        self.slider.sliderMoved.connect(lambda steps: self.percent.setText(f"{steps * _STEP} %"))
        self.slider.valueChanged.connect(lambda steps: model.choose_text_scale(steps * _STEP))
        self.smaller.clicked.connect(lambda: self._step(-1))
        self.larger.clicked.connect(lambda: self._step(1))
        self.still.toggled.connect(lambda on: model.choose_switch("still", on=on))
        self._unbind = (
            model.theme.bind(self.themes.show_choice),
            model.language.bind(self.language.set_text),
            model.text_scale.bind(self._show_scale),
            model.switches["still"].bind(self.still.setChecked),
        )

    def unbind(self) -> None:
        """Let the view-model go."""
        for stop in self._unbind:
            stop()

    def _lay_out(self) -> None:
        look = theme()
        self.body.addWidget(Heading(self.tr("Look")))
        self.body.addWidget(self.themes)
        self.body.addSpacing(look.px(4))
        self.body.addWidget(self.language)
        self.body.addSpacing(look.px(4))
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(Label(self.tr("Text size"), "label"))
        row.addWidget(self.smaller)
        row.addWidget(self.slider, 1)
        row.addWidget(self.larger)
        self.percent.setMinimumWidth(look.px(48))
        self.percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.percent)
        self.body.addLayout(row)
        self.body.addWidget(self.still)
        if self.model.why_not:
            self.slider.setEnabled(False)
            self.language.setEnabled(False)
            self.still.setEnabled(False)
            for key in THEMES:
                self.themes.button(key).set_allowed(False, self.model.why_not)

    def _step(self, by: int) -> None:
        self.slider.setValue(self.slider.value() + by)

    def _show_scale(self, percent: int) -> None:
        self.slider.setValue(round(percent / _STEP))
        self.percent.setText(f"{percent} %")
        why_not = self.model.why_not
        self.smaller.set_allowed(not why_not and percent > SMALLEST_TEXT, why_not)
        self.larger.set_allowed(not why_not and percent < LARGEST_TEXT, why_not)
