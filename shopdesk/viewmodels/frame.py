"""What the window's frame shows: whose shop it is, and who is signed in."""

from dataclasses import dataclass

from shopdesk.domain.staff import Role
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.shop_text import shop_text


@dataclass(frozen=True, slots=True)
class Frame:
    """The shop's name and the person at the desk."""

    shop_name: str
    staff_id: int
    staff_name: str
    role: Role
    copy_of: str = ""
    """When the backup was made that is only looked into; empty for a shop that is worked in."""


def frame_of(desk: Desk) -> Frame:
    """Return what the frame shows for this desk."""
    copied_at, text = desk.book.copied_at, shop_text(desk)
    copy_of = (
        "" if copied_at is None else f"{text.near_day(text.local_day(copied_at))} {text.time(copied_at)}"
    )
    return Frame(desk.settings.shop_name, desk.staff.id, desk.staff.name, desk.staff.role, copy_of)
