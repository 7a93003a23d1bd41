"""How people use a page: with a pointer, or with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.journeys.test_meals import fill, fill_by_key, tap, tap_by_key

__all__ = ["KEYS", "POINTER", "Hands"]


def choose(page: Page, label: str, option: str) -> None:
    """Choose from a list."""
    page.get_by_label(label).select_option(label=option)


def choose_by_key(page: Page, label: str, option: str) -> None:
    """Go to a list with the tabulator alone, and type what is wanted."""
    target = page.get_by_label(label)
    for _ in range(120):
        page.keyboard.press("Tab")
        if target.evaluate("each => each === document.activeElement"):
            page.keyboard.type(option)
            return
    raise AssertionError(label)


@dataclass(frozen=True, slots=True)
class Hands:
    """One way to press, to write and to choose."""

    tap: Callable[[Page, str], None]
    fill: Callable[[Page, str, str], None]
    choose: Callable[[Page, str, str], None]


POINTER = Hands(tap, fill, choose)
KEYS = Hands(tap_by_key, fill_by_key, choose_by_key)
