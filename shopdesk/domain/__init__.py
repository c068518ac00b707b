"""Values and rules that are true without a computer."""
