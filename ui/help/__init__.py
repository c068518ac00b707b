"""The help: a window beside the work, and the card for the till."""
