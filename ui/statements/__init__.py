"""The statement before and after it is issued."""
