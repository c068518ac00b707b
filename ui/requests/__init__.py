"""The requests page: what customers ask for, and the forms to write it down and to book it."""
