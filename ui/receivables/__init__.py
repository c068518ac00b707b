"""The receivables page: what the whole book is owed."""
