"""Adjustments and the sign each kind must have."""

import pytest

from shopdesk.domain.adjustment import AdjustmentKind, check_sign
from shopdesk.errors import InvalidAmount

EITHER, RAISES, LOWERS = {1, -1}, {1}, {-1}
SIGNS = {
    AdjustmentKind.OPENING_BALANCE: EITHER,
    AdjustmentKind.GOODWILL_CREDIT: LOWERS,
    AdjustmentKind.REFUND_AS_CREDIT: LOWERS,
    AdjustmentKind.VOUCHER_REVERSAL: LOWERS,
    AdjustmentKind.WRITE_OFF: LOWERS,
    AdjustmentKind.CREDIT_PAID_OUT: RAISES,
    AdjustmentKind.CORRECTION: EITHER,
    AdjustmentKind.TRANSFER_IN: RAISES,
    AdjustmentKind.TRANSFER_OUT: LOWERS,
    AdjustmentKind.REVERSAL: EITHER,
}


@pytest.mark.parametrize("kind", AdjustmentKind)
@pytest.mark.parametrize("sign", [1, -1])
def test_a_kind_has_the_sign_that_the_rules_give_it(kind: AdjustmentKind, sign: int) -> None:
    if sign in SIGNS[kind]:
        assert check_sign(kind, sign * 500) == sign * 500
        return
    with pytest.raises(InvalidAmount) as refused:
        check_sign(kind, sign * 500)
    assert refused.value.parameters == {"field": "amount", "reason": "sign"}


@pytest.mark.parametrize("kind", AdjustmentKind)
def test_no_adjustment_is_zero(kind: AdjustmentKind) -> None:
    with pytest.raises(InvalidAmount) as refused:
        check_sign(kind, 0)
    assert refused.value.parameters["reason"] == "zero"
