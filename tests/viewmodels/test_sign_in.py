"""Signing in with a PIN, waiting after too many wrong ones, and choosing the first one."""

import pytest

from shopdesk.domain.staff import Role
from shopdesk.errors import WrongSecret
from shopdesk.services.desk import Desk
from shopdesk.services.staff import add_staff, set_pin
from shopdesk.viewmodels.sign_in import Asking, SignInViewModel
from tests.conftest import StandingClock
from tests.ports import InlineRunner


@pytest.fixture
def sign_in(desk: Desk) -> SignInViewModel:
    add_staff(desk, "Mina Costa", Role.CASHIER)
    model = SignInViewModel(desk, InlineRunner())
    model.load(prefer=desk.staff.id)
    return model


def enter(sign_in: SignInViewModel, pin: str) -> None:
    for digit in pin:
        sign_in.press(digit)
    sign_in.submit()


def test_the_right_pin_seats_its_owner(sign_in: SignInViewModel) -> None:
    enter(sign_in, "1234")
    assert sign_in.signed_in.value is not None
    assert sign_in.signed_in.value.staff.name == "Rosa Rossi"


def test_cashiers_stand_first_and_the_preferred_person_is_chosen(sign_in: SignInViewModel) -> None:
    assert [tile.name for tile in sign_in.staff.value] == ["Mina Costa", "Rosa Rossi"]
    assert sign_in.chosen.value == sign_in.staff.value[1].id


def test_there_are_as_many_dots_as_digits_typed(sign_in: SignInViewModel) -> None:
    shown: list[int] = []
    sign_in.dots.listen(shown.append)
    for digit in "123456789":
        sign_in.press(digit)
    sign_in.rub_out()
    sign_in.clear()
    assert shown == [1, 2, 3, 4, 5, 6, 7, 8, 7, 0]


def test_a_wrong_pin_is_said_and_forgotten(sign_in: SignInViewModel) -> None:
    enter(sign_in, "4321")
    assert "4 more tries" in sign_in.error.value
    assert sign_in.dots.value == 0
    sign_in.press("1")
    assert sign_in.error.value == ""


def test_three_digits_are_not_sent(sign_in: SignInViewModel) -> None:
    enter(sign_in, "123")
    assert sign_in.error.value == "A PIN has 4 to 8 digits."
    assert sign_in.dots.value == 3


def test_too_many_wrong_pins_count_down_and_then_let_in(
    sign_in: SignInViewModel, clock: StandingClock
) -> None:
    for _ in range(6):
        enter(sign_in, "4321")
    assert (sign_in.seconds.value, sign_in.wait) == (30, "0:30")
    sign_in.press("1")
    assert sign_in.dots.value == 0
    clock.forward(seconds=29)
    sign_in.tick()
    assert sign_in.wait == "0:01"
    clock.forward(seconds=1)
    sign_in.tick()
    enter(sign_in, "1234")
    assert sign_in.signed_in.value is not None


def test_one_persons_wait_is_not_anothers(sign_in: SignInViewModel) -> None:
    for _ in range(6):
        enter(sign_in, "4321")
    sign_in.step(1)
    assert sign_in.seconds.value == 0
    sign_in.step(1)
    assert sign_in.seconds.value == 30


def prove(secret: str) -> None:
    if secret != "the passphrase":
        raise WrongSecret


def test_an_owner_who_forgot_the_pin_sets_one_with_the_passphrase(desk: Desk) -> None:
    model = SignInViewModel(desk, InlineRunner(), prove)
    model.load()
    for _ in range(6):
        enter(model, "4321")
    model.reset_pin("the passphrase", "8642", "8642")
    assert (model.reset_done.value, model.seconds.value) == (1, 0)
    enter(model, "8642")
    assert model.signed_in.value is not None


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (("wrong", "8642", "8642"), "secret"),
        (("the passphrase", "86", "86"), "pin"),
        (("the passphrase", "8642", "8643"), "pin_again"),
    ],
)
def test_a_pin_is_not_reset_otherwise(desk: Desk, typed: tuple[str, str, str], field: str) -> None:
    model = SignInViewModel(desk, InlineRunner(), prove)
    model.load()
    model.reset_pin(*typed)
    assert list(model.reset_errors.value) == [field]
    enter(model, "1234")
    assert model.signed_in.value is not None


def test_a_cashiers_pin_is_not_reset_here(desk: Desk) -> None:
    mina = add_staff(desk, "Mina Costa", Role.CASHIER)
    set_pin(desk, mina.id, "2468")
    model = SignInViewModel(desk, InlineRunner(), prove)
    model.load(mina.id)
    model.reset_pin("the passphrase", "8642", "8642")
    enter(model, "2468")
    assert model.signed_in.value is not None


def test_nobody_becomes_an_owner_without_the_passphrase(desk: Desk) -> None:
    anna = add_staff(desk, "Anna Rossi", Role.OWNER)
    model = SignInViewModel(desk, InlineRunner(), prove)
    model.load(anna.id)
    enter(model, "2468")
    enter(model, "2468")
    assert (model.signed_in.value, model.asking.value, model.dots.value) == (None, Asking.PROOF, 0)
    model.reset_pin("the passphrase", "8642", "8642")
    assert model.asking.value is Asking.PIN
    enter(model, "8642")
    assert model.signed_in.value is not None


def test_somebody_without_a_pin_chooses_one_twice(sign_in: SignInViewModel) -> None:
    asked: list[Asking] = []
    sign_in.asking.listen(asked.append)
    sign_in.step(-1)
    enter(sign_in, "2468")
    enter(sign_in, "8642")
    assert "not the same" in sign_in.error.value
    assert asked == [Asking.NEW_PIN, Asking.NEW_PIN_AGAIN, Asking.NEW_PIN]
    enter(sign_in, "2468")
    enter(sign_in, "2468")
    assert sign_in.signed_in.value is not None
    assert sign_in.signed_in.value.staff.name == "Mina Costa"
