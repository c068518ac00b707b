"""The sales history."""
