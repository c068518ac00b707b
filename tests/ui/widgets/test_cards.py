"""Labels keep together what belongs together."""

from pytestqt.qtbot import QtBot

from ui.widgets.cards import Label


def test_no_line_of_a_label_ends_between_a_minus_and_its_currency(qtbot: QtBot) -> None:
    label = Label("−$60.00").wrap()
    qtbot.addWidget(label)
    assert label.heightForWidth(1) == label.heightForWidth(1_000)
    assert label.text() == "−$60.00"
