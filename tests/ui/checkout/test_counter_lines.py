"""The lines on the counter as a table."""

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from shopdesk.viewmodels.checkout_words import CounterLine
from ui.checkout.lines_model import LinesModel

LINES = tuple(CounterLine(f"Bead {number}", "1", "$1.00", "$1.00") for number in range(4))


@pytest.mark.parametrize("after", [0, 1, 3, 4])
def test_the_model_keeps_qts_rules_whatever_comes_and_goes(after: int) -> None:
    model = LinesModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for lines in (LINES[:2], LINES, LINES[:after]):
        model.show_lines(lines)
    assert model.rowCount() == after
    assert [model.index(row, 0).data() for row in range(after)] == [line.text for line in LINES[:after]]
    tester.deleteLater()
