from counterpoise.control.says import strength, strongest
from counterpoise.record import Say


def test_deciding_is_the_strongest_say_and_none_the_weakest() -> None:
    assert sorted(Say, key=strength) == list(Say)
    assert strength(None) == strength(Say.NONE) == 0


def test_the_strongest_of_several_says_passes_over_what_is_not_known() -> None:
    assert strongest([Say.HEAR, None, Say.CONSENT, Say.ADVISE]) is Say.CONSENT
    assert strongest([]) is Say.NONE
