"""A care path: a daughter who is also a nurse, a neighbour who steps back, tablets against a rule, a reader less."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import be
from tests.journeys.test_meals import Tap, Type, fill, fill_by_key, tap, tap_by_key

pytestmark = pytest.mark.browser

PATH = "/trajectory/care-path/"
DAUGHTER = ("informal-caregiver", "An informal caregiver", "Daughter")
PHONE = 390
NEIGHBOUR = ("church-goer", "A member of the other church", "The neighbour")


def goes_its_way(page: Page, site: str, tap: Tap, fill: Type) -> None:
    """Let the daughter in as two, write down what clashes, put hers beside it, step back, and end her reading."""
    person, name, tie = DAUGHTER
    reads_nothing(page, site, person)
    lets_in(page, site, (name, tie), tap, fill)
    clashes(page, tap, fill)
    puts_hers_beside_it(page, site, person, tap, fill)
    the_neighbour_steps_back(page, site, tap, fill)
    steps_back(page, site, person, tap, fill)
    be(page, site, "resident")
    page.goto(f"{site}{PATH}who-looked/")
    expect(page.get_by_text("was not let in")).to_have_count(2)
    page.goto(site + PATH)
    tap(page, f"End that {name} reads along")
    tap(page, "End it")
    reads_nothing(page, site, person)


def reads_nothing(page: Page, site: str, person: str, path: str = "") -> None:
    """Hold that the care path does not exist for somebody."""
    be(page, site, person)
    answer = page.goto(path or site + PATH)
    assert answer is not None
    assert answer.status == 404


def lets_in(page: Page, site: str, who: tuple[str, str], tap: Tap, fill: Type) -> None:
    """Let somebody read along, as the owner."""
    be(page, site, "resident")
    page.goto(site + PATH)
    tap(page, "Let somebody read along")
    fill(page, "Under which name do they take part here?", who[0])
    tap(page, "Family or friend who helps")
    tap(page, "Professional")
    fill(page, "How do you know that it is really them?", "She is my daughter.")
    tap(page, who[1])
    tap(page, "Let them in")
    expect(page.get_by_text(who[0], exact=True)).to_be_visible()


def clashes(page: Page, tap: Tap, fill: Type) -> None:
    """Write down that a wish clashes with a rule, which is cited."""
    tap(page, "Write down what clashes")
    fill(page, "What clashes?", "My tablets at ten.")
    fill(page, "What do you want?", "Tablets with my breakfast.")
    fill(page, "Why does it matter to you?", "I sleep until nine.")
    fill(page, "Which rule does it meet?", "Tablets before eight.")
    fill(page, "Who asks for this rule?", "The pharmacist")
    fill(page, "What does it protect?", "Safe medication")
    tap(page, "Write it down")
    expect(page.get_by_text("Tablets before eight.")).to_be_visible()


def puts_hers_beside_it(page: Page, site: str, person: str, tap: Tap, fill: Type) -> None:
    """Put the other position, as the nurse and not as the daughter."""
    be(page, site, person)
    page.goto(site + PATH)
    tap(page, "My tablets at ten.")
    tap(page, "Say what you want, and why")
    fill(page, "What do you want?", "Before eight, as the guideline says.")
    fill(page, "Why does it matter to you?", "So that they work.")
    tap(page, "Professional, for myself")
    tap(page, "Put this position")
    expect(page.get_by_text("Tablets with my breakfast.")).to_be_visible()
    expect(page.get_by_text("Before eight, as the guideline says.")).to_be_visible()


def the_neighbour_steps_back(page: Page, site: str, tap: Tap, fill: Type) -> None:
    """Write a neighbour down, let him in, and let him step back himself, without a reason."""
    person, name, tie = NEIGHBOUR
    reads_nothing(page, site, person)
    be(page, site, "resident")
    page.goto(site + PATH)
    tap(page, "Add somebody around you")
    fill(page, "What do you call them?", tie)
    tap(page, "helps unpaid")
    fill(page, "With what do they help?", "The shopping on Fridays")
    tap(page, "Add them")
    tap(page, "Let somebody read along")
    fill(page, "Under which name do they take part here?", name)
    tap(page, "Volunteer")
    fill(page, "How do you know that it is really them?", "He lives next door.")
    tap(page, tie)
    tap(page, "Let them in")
    be(page, site, person)
    page.goto(site + PATH)
    expect(page.get_by_role("link", name="Daughter steps back")).to_have_count(0)
    tap(page, f"{tie} steps back")
    fill(page, "From which day on?", "30-6-2015")
    tap(page, "Step back")
    expect(page.get_by_role("heading", name="People who were there before")).to_be_visible()
    expect(page.get_by_role("link", name=f"{tie} steps back")).to_have_count(0)


def steps_back(page: Page, site: str, person: str, tap: Tap, fill: Type) -> None:
    """Step back oneself; nobody can do it for another helper."""
    be(page, site, person)
    page.goto(site + PATH)
    expect(page.get_by_role("link", name="Nurse steps back")).to_have_count(0)
    tap(page, "Daughter steps back")
    fill(page, "From which day on?", "30-6-2015")
    tap(page, "Step back")
    expect(page.get_by_role("link", name="Daughter steps back")).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_each_reads_only_what_the_owner_granted(site: str, browser: Browser, scripts: bool) -> None:
    page = browser.new_context(java_script_enabled=scripts).new_page()
    goes_its_way(page, site, tap, fill)


def test_the_same_way_can_be_gone_with_the_keyboard_alone(site: str, page: Page) -> None:
    goes_its_way(page, site, tap_by_key, fill_by_key)


def fills_their_own(page: Page, site: str, tap: Tap, fill: Type) -> None:
    """Begin a path of one's own and fill it, let somebody in, and end that; each page is looked at for its width."""
    be(page, site, "informal-caregiver")
    page.goto(f"{site}/trajectory/")
    tap(page, "Start a care path")
    fits(page)
    fill(page, "What do you call it?", "My weeks")
    fill(page, "What is it for?", "That I can go on caring.")
    fill(page, "When do you look at it again?", "31-12-2015")
    tap(page, "Start it")
    own = page.url
    says_and_agrees(page, tap, fill)
    tap(page, "Let somebody read along")
    fits(page)
    fill(page, "Under which name do they take part here?", NEIGHBOUR[1])
    tap(page, "Volunteer")
    fill(page, "How do you know that it is really them?", "We talked on the phone.")
    tap(page, "Let them in")
    fits(page)
    be(page, site, NEIGHBOUR[0])
    page.goto(own)
    expect(page.get_by_text("Two evenings for myself.")).to_be_visible()
    tells_and_ends(page, site, own, tap, fill)


def says_and_agrees(page: Page, tap: Tap, fill: Type) -> None:
    """Say what matters and who decides, and write an agreement down."""
    tap(page, "Say what matters to you")
    fits(page)
    fill(page, "What matters to you?", "Two evenings for myself.")
    tap(page, "Write it down")
    tap(page, "Say who decides")
    fits(page)
    fill(page, "What is it about?", "On which days I help")
    fill(page, "Within which limits?", "None")
    fill(page, "Who decides when you disagree?", "I do")
    fill(page, "Who helps you talk?", "The district nurse")
    fill(page, "After how many days at most is it decided?", "7")
    fill(page, "When do you look at it again?", "31-12-2015")
    fill(page, "Why so?", "They are my evenings.")
    tap(page, "Propose this")
    expect(page.get_by_role("heading", name="On which days I help")).to_be_visible()
    tap(page, "Write an agreement down")
    fits(page)
    fill(page, "What did you agree?", "Somebody else comes on Tuesdays.")
    fill(page, "When do you look at it again?", "30-9-2015")
    tap(page, "Write it down")
    expect(page.get_by_text("Somebody else comes on Tuesdays.")).to_be_visible()


def tells_and_ends(page: Page, site: str, own: str, tap: Tap, fill: Type) -> None:
    """Tell as the reader that something changed; as the owner see it, end the reading, and see who looked."""
    tap(page, "Tell that something changed")
    fits(page)
    fill(page, "What changed?", "The bus no longer comes.")
    tap(page, "Tell it")
    be(page, site, "informal-caregiver")
    page.goto(own)
    expect(page.get_by_text("The bus no longer comes.")).to_be_visible()
    tap(page, f"End that {NEIGHBOUR[1]} reads along")
    tap(page, "End it")
    reads_nothing(page, site, NEIGHBOUR[0], own)
    be(page, site, "informal-caregiver")
    page.goto(f"{own}who-looked/")
    fits(page)
    expect(page.get_by_role("rowheader", name=NEIGHBOUR[1]).first).to_be_visible()


def fits(page: Page) -> None:
    """Hold that nothing runs out of a phone's screen, and that the heading comes early."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE, page.url
    top = page.locator("h1").bounding_box()
    assert top is not None
    assert top["y"] <= 300, page.url


@pytest.mark.parametrize(
    ("tap", "fill"), [(tap, fill), (tap_by_key, fill_by_key)], ids=["with a finger", "with the keyboard alone"]
)
def test_on_a_phone_a_caregiver_fills_a_path_of_their_own(site: str, browser: Browser, tap: Tap, fill: Type) -> None:
    page = browser.new_context(viewport={"width": PHONE, "height": 844}).new_page()
    fills_their_own(page, site, tap, fill)
