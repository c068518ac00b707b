"""The proof of a balance on paper."""

from typing import TYPE_CHECKING

from shopdesk.domain.balance_proof import BalanceProofPaper
from shopdesk.domain.staff import Deed
from shopdesk.services.desk import Desk

if TYPE_CHECKING:
    from shopdesk.documents.page import RenderedPaper


def draw_balance_proof(desk: Desk, proof: BalanceProofPaper) -> "RenderedPaper":
    """Draw why an account stands where it stands; raises Forbidden."""
    # Drawing paper is loaded when there is some to draw: it doubles the time that the program needs to start.
    from shopdesk.documents.balance_proof_pdf import render_balance_proof  # noqa: PLC0415 -- see above

    desk.require(Deed.VIEW)
    return render_balance_proof(proof)
