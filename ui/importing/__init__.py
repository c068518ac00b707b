"""Taking one's own list of customers over."""
