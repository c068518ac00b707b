"""Taking customers out as a list."""
