"""The window's kit: buttons, fields, cards and the other parts that every page is made of."""
