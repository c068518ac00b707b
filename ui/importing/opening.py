"""Opens the imports over the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from shopdesk.viewmodels.import_customers import ImportCustomersViewModel
from shopdesk.viewmodels.import_requests import ImportRequestsViewModel
from shopdesk.viewmodels.open_shop import Desk
from shopdesk.viewmodels.ports import Prompter, Runner
from ui.importing.import_dialog import ImportDialog, request_words


def open_customer_import(desk: Desk, runner: Runner, prompter: Prompter, window: QWidget) -> None:
    """Open the import of a list of customers, for whoever acts at the desk."""
    dialog = ImportDialog(ImportCustomersViewModel(desk, runner), prompter, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def open_request_import(desk: Desk, runner: Runner, prompter: Prompter, window: QWidget) -> None:
    """Open the import of a form's file, for whoever acts at the desk."""
    dialog = ImportDialog(ImportRequestsViewModel(desk, runner), prompter, window, request_words())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
