"""What the window's frame shows: whose shop it is, and who is signed in."""

from dataclasses import dataclass

from shopdesk.domain.staff import Role
from shopdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Frame:
    """The shop's name and the person at the desk."""

    shop_name: str
    staff_id: int
    staff_name: str
    role: Role


def frame_of(desk: Desk) -> Frame:
    """Return what the frame shows for this desk."""
    return Frame(desk.settings.shop_name, desk.staff.id, desk.staff.name, desk.staff.role)
