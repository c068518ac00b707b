"""The start of the program: setting up, opening and signing in."""
