"""Messages to customers: writing one, looking at one, and many at once."""
