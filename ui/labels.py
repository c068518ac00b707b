"""Words for what the view-models name: roles, orders, parts of the book, and the lines of the table."""

from collections.abc import Callable

from shopdesk.domain.customer_list import Segment, Sort
from shopdesk.domain.segment import OwnSegment
from shopdesk.domain.staff import Role
from shopdesk.viewmodels.customer_line import CustomerLine
from shopdesk.viewmodels.customer_list import Filters, Listing
from shopdesk.viewmodels.own_words import tag_words
from shopdesk.wording import tr, tr_count


def role_name(role: Role) -> str:
    """Return what a member of staff is, in words."""
    return tr("Owner") if role is Role.OWNER else tr("Cashier")


def sort_name(sort: Sort) -> str:
    """Return an order of the list in words."""
    return {
        Sort.DEBT: tr("Owes most"),
        Sort.LEAST_DEBT: tr("Owes least"),
        Sort.NEWEST: tr("Newest first"),
        Sort.OLDEST: tr("Oldest first"),
        Sort.NAME: tr("Name A–Z"),
        Sort.NAME_DESC: tr("Name Z–A"),
        Sort.UPDATED: tr("Updated last"),
        Sort.LEAST_UPDATED: tr("Updated longest ago"),
        Sort.PHONE: tr("Phone 0–9"),
        Sort.PHONE_DESC: tr("Phone 9–0"),
        Sort.EMAIL: tr("Email A–Z"),
        Sort.EMAIL_DESC: tr("Email Z–A"),
        Sort.TAG: tr("First tag A–Z"),
        Sort.TAG_DESC: tr("First tag Z–A"),
        Sort.LOCATION: tr("Location A–Z"),
        Sort.LOCATION_DESC: tr("Location Z–A"),
    }[sort]


def segment_name(segment: Segment | OwnSegment) -> str:
    """Return a part of the book in words."""
    if isinstance(segment, OwnSegment):
        return segment.name
    return {
        Segment.VIP: tr("VIP clients"),
        Segment.DEBTORS: tr("owing the shop"),
        Segment.OVERDUE: tr("overdue"),
        Segment.IN_CREDIT: tr("in credit"),
        Segment.BIRTHDAYS: tr("birthday this month"),
        Segment.NEW: tr("new in the last 30 days"),
        Segment.LAPSED: tr("not here for 6 months"),
        Segment.HIGH_VALUE: tr("high value"),
    }[segment]


def filters_words(filters: Filters) -> str:
    """Return which part of the book is listed; empty for all of it."""
    parts = [
        segment_name(filters.segment) if filters.segment else "",
        tr("tag {0}").format(tag_words(filters.tag)) if filters.tag else "",
        tr("location {0}").format(filters.location.name) if filters.location else "",
        tr("archived") if filters.archived else "",
    ]
    return " · ".join(part for part in parts if part)


def balance_note(line: CustomerLine) -> str:
    """Return the words under a balance: *owes · 42 days*, *store credit*; nothing at zero."""
    if line.balance < 0:
        return tr("store credit")
    if line.balance == 0:
        return ""
    if line.days_owed is None or line.days_owed < 1:
        return tr("owes · today") if line.days_owed == 0 else tr("owes")
    return tr_count("owes · {count} day", "owes · {count} days", line.days_owed, count=line.days_owed)


def updated_words(line: CustomerLine) -> str:
    """Return when a record was last saved."""
    return line.updated or tr("Today")


def footer_words(listing: Listing, filters: Filters, count: Callable[[int], str]) -> str:
    """Return the line under the table: how many of how many, and which part of the book that is."""
    part = filters_words(filters)
    if listing.search:
        near = len(listing.near)
        words = tr_count(
            "{near} match in the {loaded} loaded",
            "{near} matches in the {loaded} loaded",
            near,
            near=count(near),
            loaded=count(listing.loaded),
        )
        if listing.far:
            words += " · " + tr_count(
                "{far} more across all {total} customers",
                "{far} more across all {total} customers",
                len(listing.far),
                far=count(len(listing.far)),
                total=count(listing.total),
            )
    else:
        words = tr("Showing {0} of {1}").format(count(listing.loaded), count(listing.total))
    return f"{words} · {part}" if part else words
