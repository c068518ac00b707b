"""Words for what the view-models name: roles, orders, parts of the book, and the lines of the table."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from shopdesk.domain.customer_list import Segment, Sort
from shopdesk.domain.segment import OwnSegment
from shopdesk.domain.staff import Role
from shopdesk.viewmodels.customer_line import CustomerLine
from shopdesk.viewmodels.customer_list import Filters, Listing


def _tr(text: str) -> str:
    return QCoreApplication.translate("Labels", text)


def role_name(role: Role) -> str:
    """Return what a member of staff is, in words."""
    return _tr("Owner") if role is Role.OWNER else _tr("Cashier")


def sort_name(sort: Sort) -> str:
    """Return an order of the list in words."""
    return {
        Sort.DEBT: _tr("Owes most"),
        Sort.LEAST_DEBT: _tr("Owes least"),
        Sort.NEWEST: _tr("Newest first"),
        Sort.OLDEST: _tr("Oldest first"),
        Sort.NAME: _tr("Name A–Z"),
        Sort.NAME_DESC: _tr("Name Z–A"),
        Sort.UPDATED: _tr("Updated last"),
        Sort.LEAST_UPDATED: _tr("Updated longest ago"),
        Sort.PHONE: _tr("Phone 0–9"),
        Sort.PHONE_DESC: _tr("Phone 9–0"),
        Sort.EMAIL: _tr("Email A–Z"),
        Sort.EMAIL_DESC: _tr("Email Z–A"),
        Sort.TAG: _tr("First tag A–Z"),
        Sort.TAG_DESC: _tr("First tag Z–A"),
    }[sort]


def segment_name(segment: Segment | OwnSegment) -> str:
    """Return a part of the book in words."""
    if isinstance(segment, OwnSegment):
        return segment.name
    return {
        Segment.VIP: _tr("VIP clients"),
        Segment.DEBTORS: _tr("owing the shop"),
        Segment.OVERDUE: _tr("overdue"),
        Segment.IN_CREDIT: _tr("in credit"),
        Segment.BIRTHDAYS: _tr("birthday this month"),
        Segment.NEW: _tr("new in the last 30 days"),
        Segment.LAPSED: _tr("not here for 6 months"),
        Segment.HIGH_VALUE: _tr("high value"),
    }[segment]


def filters_words(filters: Filters) -> str:
    """Return which part of the book is listed; empty for all of it."""
    parts = [
        segment_name(filters.segment) if filters.segment else "",
        _tr("tag {0}").format(filters.tag) if filters.tag else "",
        _tr("location {0}").format(filters.location.name) if filters.location else "",
        _tr("archived") if filters.archived else "",
    ]
    return " · ".join(part for part in parts if part)


def balance_note(line: CustomerLine) -> str:
    """Return the words under a balance: *owes · 42 days*, *store credit*; nothing at zero."""
    if line.balance < 0:
        return _tr("store credit")
    if line.balance == 0:
        return ""
    if line.days_owed is None or line.days_owed < 1:
        return _tr("owes · today") if line.days_owed == 0 else _tr("owes")
    if line.days_owed == 1:
        return _tr("owes · 1 day")
    return _tr("owes · {0} days").format(line.days_owed)


def updated_words(line: CustomerLine) -> str:
    """Return when a record was last saved."""
    return line.updated or _tr("Today")


def footer_words(listing: Listing, filters: Filters, count: Callable[[int], str]) -> str:
    """Return the line under the table: how many of how many, and which part of the book that is."""
    part = filters_words(filters)
    if listing.search:
        words = _tr("{0} matches in the {1} loaded").format(count(len(listing.near)), count(listing.loaded))
        if len(listing.near) == 1:
            words = _tr("1 match in the {0} loaded").format(count(listing.loaded))
        if listing.far:
            words += " · " + _tr("{0} more across all {1} customers").format(
                count(len(listing.far)), count(listing.total)
            )
    else:
        words = _tr("Showing {0} of {1}").format(count(listing.loaded), count(listing.total))
    return f"{words} · {part}" if part else words
