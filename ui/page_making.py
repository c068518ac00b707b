"""The pages of the window that are made when they are first shown, each with its view-model."""

from collections.abc import Callable
from typing import Any

from shopdesk.viewmodels.back_office import BackOfficeViewModel
from shopdesk.viewmodels.backups import BackupsViewModel
from shopdesk.viewmodels.checkout import CheckoutViewModel
from shopdesk.viewmodels.message_settings import MessageSettingsViewModel
from shopdesk.viewmodels.open_shop import Desk
from shopdesk.viewmodels.paper_check import PaperCheckViewModel
from shopdesk.viewmodels.parked_sales import ParkedSalesViewModel
from shopdesk.viewmodels.ports import Prompter, Runner
from shopdesk.viewmodels.proof import ProofViewModel
from shopdesk.viewmodels.receivables import ReceivablesViewModel
from shopdesk.viewmodels.secrets import SecretsViewModel
from shopdesk.viewmodels.staff_list import StaffListViewModel
from shopdesk.viewmodels.till_hardware import TillHardware
from ui.back_office.page import BackOfficePage
from ui.checkout.page import CheckoutPage
from ui.dialog_opener import DialogOpener
from ui.receivables.page import ReceivablesPage

Follow = Callable[[Callable[[Any], None]], None]
"""Lets a view-model hear of every change until the window is let go."""


def make_checkout(desk: Desk, runner: Runner, follow: Follow, dialogs: DialogOpener) -> CheckoutPage:
    """Return the counter, with what is parked."""
    model = CheckoutViewModel(desk, runner)
    parked = ParkedSalesViewModel(desk, runner, model)
    follow(model.on_changes)
    follow(parked.on_changes)
    return CheckoutPage(model, parked, dialogs)


def make_receivables(
    desk: Desk, runner: Runner, prompter: Prompter, follow: Follow, dialogs: DialogOpener
) -> ReceivablesPage:
    """Return what the whole book is owed."""
    model = ReceivablesViewModel(desk, runner, prompter)
    follow(model.on_changes)
    return ReceivablesPage(model, dialogs, dialogs.statements)


def make_back_office(
    desk: Desk, runner: Runner, prompter: Prompter, follow: Follow, backups: BackupsViewModel, folder: str
) -> BackOfficePage:
    """Return the back office of a shop in this folder."""
    settings = BackOfficeViewModel(desk, runner)
    staff = StaffListViewModel(desk, runner)
    messages = MessageSettingsViewModel(desk, runner)
    for model in (settings, staff, messages):
        follow(model.on_changes)
    proof = ProofViewModel(desk, runner)
    secrets = SecretsViewModel(desk, runner, prompter)
    papers = PaperCheckViewModel(desk, runner)
    hardware = TillHardware(desk, runner)
    return BackOfficePage(settings, staff, proof, backups, secrets, papers, messages, hardware, folder)
