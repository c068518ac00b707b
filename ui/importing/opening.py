"""Opens the imports over the window."""

from PySide6.QtWidgets import QWidget

from shopdesk.viewmodels.import_customers import ImportCustomersViewModel
from shopdesk.viewmodels.import_requests import ImportRequestsViewModel
from shopdesk.viewmodels.open_shop import Desk
from shopdesk.viewmodels.ports import Prompter, Runner
from ui.importing.import_dialog import ImportDialog, request_words
from ui.work_aside import open_beside


def open_customer_import(desk: Desk, runner: Runner, prompter: Prompter, window: QWidget) -> None:
    """Open the import of a list of customers, for whoever acts at the desk."""
    open_beside(ImportDialog(ImportCustomersViewModel(desk, runner), prompter, window), window)


def open_request_import(desk: Desk, runner: Runner, prompter: Prompter, window: QWidget) -> None:
    """Open the import of a form's file, for whoever acts at the desk."""
    model = ImportRequestsViewModel(desk, runner)
    open_beside(ImportDialog(model, prompter, window, request_words()), window)
