"""The reminders page: what to see to, and the form of a follow-up."""
