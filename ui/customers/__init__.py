"""The customers page, and the dialogs of one customer."""
