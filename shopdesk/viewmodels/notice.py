"""What a screen says after a deed was done, and what can be done about it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shopdesk.domain.account import CustomerId

if TYPE_CHECKING:
    from shopdesk.domain.receipt import Receipt


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the banner; ``role`` is ``success``, ``info``, ``warn`` or ``danger``.

    ``receipt`` is what *Print receipt* prints, ``other_receipt`` that of the other account;
    ``unprinted`` is a receipt that the printer did not take, ``cash`` tells that cash goes in or out.
    ``can_undo`` offers to undo an archiving, ``undo`` to reverse the event it names.
    """

    text: str
    role: str = "success"
    receipt: "Receipt | None" = None
    other_receipt: "Receipt | None" = None
    unprinted: "Receipt | None" = None
    cash: bool = False
    can_undo: bool = False
    undo: tuple[CustomerId, str] | None = None
