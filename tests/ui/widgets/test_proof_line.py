"""The line that says whether figures add up."""

import pytest
from pytestqt.qtbot import QtBot

from ui.widgets.proof_line import ProofLine


@pytest.mark.parametrize(("proven", "role"), [(True, "proof"), (False, "proof-broken")])
def test_it_says_its_words_in_the_look_of_either(qtbot: QtBot, proven: bool, role: str) -> None:
    line = ProofLine()
    qtbot.addWidget(line)
    line.show_proof("1 entry adds up", proven=proven)
    assert (line.text(), line.property("role")) == ("1 entry adds up", role)


def test_while_figures_are_added_up_it_says_so_in_neither_look(qtbot: QtBot) -> None:
    line = ProofLine()
    qtbot.addWidget(line)
    line.show_pending("The older entries are being added up.")
    assert (line.text(), line.property("role")) == ("The older entries are being added up.", "proof-pending")
