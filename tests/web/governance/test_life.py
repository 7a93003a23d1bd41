"""An initiative begins as a draft, opens, rests, wakes and is handed over; it has no end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from counterpoise.levels.refusals import Refusal
from counterpoise.record import Side
from counterpoise.record.initiatives import InitiativeState, Lane, PromisedLevel
from counterpoise.web.governance import services
from counterpoise.web.governance.models import Letter, LetterKind, WakeCall
from counterpoise.web.governance.selectors.about import about, drafts_of, open_agreements
from counterpoise.web.initiatives.models import Affects, Group, Initiative, Matter
from counterpoise.web.ledger.models import EarlierVersion, Entry
from counterpoise.web.ledger.services import RefusedError, StaleVersionError
from counterpoise.web.people.models import Body, Seat
from counterpoise.web.people.selectors import Viewer
from counterpoise.web.ui.clock import now

pytestmark = pytest.mark.django_db
ONCE = "0123456789abcdef"
NEW = f"initiative-{ONCE}"
PLACE = "lindehof-together"
As = Callable[[str], Viewer]
Visit = Callable[[str], Client]


@pytest.fixture(autouse=True)
def fresh(forgets: Callable[[], None]) -> None:
    """Nothing is kept between tests: each writes, and its writing is taken back."""


def begun(client: Client, **more: Any) -> Any:  # noqa: ANN401 - what a form holds, and the answer of a test client
    return client.post("/begin/", {"once": ONCE, "title": "The garden", "holder": "home-client-council", **more})


def sent(client: Client, where: str, once: str = "1" * 16, **given: Any) -> Any:  # noqa: ANN401 - as above
    return client.post(f"/initiatives/{NEW}/about/{where}/", {"once": once, **given})


def drafted(client: Client) -> None:
    """Write down a draft that lacks nothing."""
    assert begun(client).status_code == 302
    purpose = {"title": "The garden", "purpose": "A garden for everybody.", "side": "civic"}
    answer = sent(client, "purpose", version=version(), promised_level="3", review_on="31-12-2015", **purpose)
    assert answer.status_code == 302, answer.content.decode()
    group = {"name": "Residents of the home", "description": "Everybody who lives there.", "side": "civic"}
    assert sent(client, "groups/new", once="2" * 16, **group).status_code == 302
    matter = {"text": "What grows in the garden", f"touches-group-{'2' * 16}": "They sit in it."}
    assert sent(client, "matters/new", once="3" * 16, **matter).status_code == 302


def opened(client: Client) -> None:
    drafted(client)
    assert sent(client, "open", version=version()).status_code == 302


def version() -> int:
    return Initiative.objects.get(id=NEW).version


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_a_draft_is_seen_by_who_began_it_and_by_its_body_and_by_nobody_else(visit: Visit, as_person: As) -> None:
    client = visit("home-council-member")
    begun(client)
    begun(client)
    assert Initiative.objects.filter(id=NEW).count() == 1
    assert [row.id for row in drafts_of(as_person("home-council-member"))] == [NEW]
    assert "The garden" in page(client, "/")
    assert "What is it for?" in page(client, f"/initiatives/{NEW}/about/")
    for other in ("new-director", "citizen-1", ""):
        assert visit(other).get(f"/initiatives/{NEW}/about/").status_code == 404
        assert visit(other).get(f"/initiatives/{NEW}/").status_code == 404
        assert "The garden" not in visit(other).get("/").content.decode()


def test_who_holds_no_seat_begins_nothing(visit: Visit) -> None:
    client = visit("church-goer")
    if Seat.objects.filter(person="church-goer").exists():
        Seat.objects.filter(person="church-goer").update(active_until=now().date())
    assert client.get("/begin/").status_code == 404
    assert visit("").get("/begin/").status_code == 404


def test_a_draft_that_lacks_something_says_what_and_does_not_open(visit: Visit, as_person: As) -> None:
    client = visit("home-council-member")
    begun(client)
    assert "Open this initiative" not in page(client, f"/initiatives/{NEW}/about/")
    with pytest.raises(RefusedError) as caught:
        services.open_initiative(initiative=NEW, version=version(), by=as_person("home-council-member"), at=now())
    assert {each.code for each in caught.value.refusals} == {
        "levels.no_purpose",
        "levels.no_described_group",
        "levels.no_promised_level",
        "levels.no_review_date",
    }
    assert "Please write what it is for." in sent(client, "open", version=version()).content.decode()


def test_a_draft_that_lacks_nothing_opens_and_everybody_sees_it_with_two_doors(visit: Visit) -> None:
    client = visit("home-council-member")
    drafted(client)
    assert "Open this initiative" in page(client, f"/initiatives/{NEW}/about/")
    assert sent(client, "open", version=version()).status_code == 302
    row = Initiative.objects.get(id=NEW)
    assert (row.state, row.promised_level) == (InitiativeState.ACTIVE, PromisedLevel.WORKED_OUT_TOGETHER)
    seen = page(visit("citizen-1"), f"/initiatives/{NEW}/")
    shown, _sign, folded = seen.partition("More doors, when you need them")
    shown = shown[shown.index("Doors") :]
    assert "Say something" in shown
    assert "Decisions and what came of them" in shown
    assert "Who decides" not in shown
    assert "Who decides" in folded
    assert Entry.objects.filter(type="initiative_opened").exists()


def test_a_purpose_that_changes_leaves_the_earlier_one_beside_it(visit: Visit) -> None:
    client = visit("home-council-member")
    opened(client)
    told = {"title": "The garden", "side": "civic", "promised_level": "3", "review_on": "31-12-2015"}
    assert sent(client, "purpose", version=version(), purpose="Food from the garden.", **told).status_code == 302
    seen = page(client, f"/initiatives/{NEW}/about/")
    assert "Food from the garden." in seen
    assert "A garden for everybody." in seen
    assert EarlierVersion.objects.filter(ref=NEW).count() == 4


def test_somebody_who_changed_it_meanwhile_loses_nothing(visit: Visit) -> None:
    client = visit("home-council-member")
    drafted(client)
    given = {"title": "The garden", "promised_level": "2", "review_on": "31-12-2015", "side": "civic"}
    answer = sent(client, "purpose", version=1, purpose="My own words.", **given)
    assert answer.status_code == 409
    assert "My own words." in answer.content.decode()
    assert "A garden for everybody." in answer.content.decode()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"review_on": "1-1-2015"}, "That day has passed."),
        ({"review_on": "1-1-2020"}, "That is more than twelve months ahead."),
        ({"review_on": "yesterday"}, "is not a date"),
        ({"review_on": "June 2016"}, "Please write the day too"),
        ({"title": ""}, "Please write its name."),
        ({"title": "x" * 201}, "and 200 fit"),
        ({"purpose": "a\u202eb"}, "signs that nobody can see"),
        ({"purpose": "x" * 2001}, "and 2000 fit"),
        ({"cadence_days": "-1"}, "greater than or equal to 1"),
        ({"cadence_days": "often"}, "Enter a whole number."),
        ({"promised_level": "9"}, "Select a valid choice."),
        ({"side": "enemy"}, "Select a valid choice."),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_the_words_stay(
    visit: Visit, given: dict[str, str], says: str
) -> None:
    client = visit("home-council-member")
    drafted(client)
    kept = {"title": "The garden", "purpose": "KEPT <b>words</b>", "promised_level": "3", "review_on": "31-12-2015"}
    before = version()
    answer = sent(client, "purpose", version=before, **{**kept, **given})
    assert answer.status_code == 200
    assert says in answer.content.decode()
    if "purpose" not in given:
        assert "KEPT &lt;b&gt;words&lt;/b&gt;" in answer.content.decode()
    assert version() == before


def test_a_group_that_nobody_can_recognize_is_asked_about_and_can_be_meant_so(visit: Visit) -> None:
    client = visit("home-council-member")
    begun(client)
    vague = {"name": "citizens", "description": "", "side": "civic"}
    answer = sent(client, "groups/new", once="2" * 16, **vague)
    assert "Who is meant?" in answer.content.decode()
    assert not Group.objects.filter(initiative=NEW).exists()
    assert sent(client, "groups/new", once="2" * 16, meant="on", **vague).status_code == 302
    assert Group.objects.get(initiative=NEW).name == "citizens"


def test_a_matter_and_a_group_are_changed_as_new_versions(visit: Visit) -> None:
    client = visit("home-council-member")
    drafted(client)
    group = f"group-{'2' * 16}"
    told = {"name": "Residents", "description": "Who lives there.", "side": "civic", "size": "40"}
    assert sent(client, f"groups/{group}", version=1, **told).status_code == 302
    assert Group.objects.get(id=group).size == 40
    matter = f"matter-{'3' * 16}"
    given = {"text": "What grows there", "lane": "life_world", f"touches-{group}": "They eat from it."}
    assert sent(client, f"matters/{matter}", version=1, **given).status_code == 302
    row = Matter.objects.get(id=matter)
    assert (row.text, row.lane) == ("What grows there", Lane.LIFE_WORLD)
    touched = Affects.objects.get(matter=matter)
    assert (touched.how, touched.version) == ("They eat from it.", 2)
    body = {"name": "The gardeners", "kind": "team", "side": "organizational"}
    assert sent(client, "bodies/new", once="5" * 16, **body).status_code == 302
    assert Body.objects.get(id=f"body-{'5' * 16}").initiative == NEW


@pytest.mark.parametrize("where", ["groups/town", "matters/closing-point", "groups/nothing", "matters/nothing"])
def test_what_belongs_to_another_initiative_is_not_changed_here(visit: Visit, where: str) -> None:
    client = visit("home-council-member")
    begun(client)
    assert sent(client, where, version=1, text="x", name="x", side="civic").status_code == 404


def test_an_initiative_rests_with_a_reason_and_everybody_who_takes_part_is_owed_a_letter(
    visit: Visit, as_person: As
) -> None:
    client = visit("new-director")
    seen = page(client, f"/initiatives/{PLACE}/about/rest/")
    assert "Agreements that stay open meanwhile" in seen
    listed = [row.id for row in open_agreements(PLACE, viewer=as_person("new-director"))]
    assert listed
    version = Initiative.objects.get(id=PLACE).version
    given = {"once": ONCE, "version": version, "reason": "Half of us moved.", "review_on": "31-12-2015"}
    where = f"/initiatives/{PLACE}/about/rest/"
    answer = client.post(where, {**given, "listed": ""})
    assert "An agreement was added meanwhile." in answer.content.decode()
    assert client.post(where, {**given, "listed": " ".join(listed)}).status_code == 302
    assert Initiative.objects.get(id=PLACE).state == InitiativeState.RESTING
    assert "Half of us moved." in page(visit("citizen-1"), f"/initiatives/{PLACE}/about/")
    services.read_logs(at=now())
    told = set(Letter.objects.filter(kind=LetterKind.REST).values_list("person", flat=True))
    assert {"citizen-1", "home-council-member", "logistics-colleague"} <= told


def resting(as_person: As) -> int:
    by = as_person("new-director")
    seen = about(PLACE, viewer=by)
    assert seen is not None
    row = services.rest(
        initiative=PLACE,
        version=seen.initiative.version,
        reason="Half of us moved.",
        review_on=now().date().replace(month=12),
        listed=tuple(each.id for each in open_agreements(PLACE, viewer=by)),
        by=by,
        at=now(),
    )
    return row.version


def test_one_of_the_organization_or_three_citizens_wake_it(as_person: As, visit: Visit) -> None:
    version = resting(as_person)
    given = {"version": version, "side": "civic", "review_on": "31-12-2015"}
    for count, person in enumerate(("home-council-member", "citizen-1"), start=1):
        client = visit(person)
        for once in ("1" * 16, "2" * 16):
            assert client.post(f"/initiatives/{PLACE}/about/wake/", {**given, "once": once}).status_code == 302
        assert WakeCall.objects.count() == count
        assert Initiative.objects.get(id=PLACE).state == InitiativeState.RESTING
        assert f"{count} of 3" in page(client, f"/initiatives/{PLACE}/about/")
    third = visit("church-goer")
    assert third.post(f"/initiatives/{PLACE}/about/wake/", {**given, "once": "3" * 16}).status_code == 302
    assert Initiative.objects.get(id=PLACE).state == InitiativeState.ACTIVE


def test_the_organization_wakes_it_by_one(as_person: As) -> None:
    version = resting(as_person)
    by = as_person("logistics-colleague")
    day = now().date().replace(month=12)
    row = services.wake(initiative=PLACE, version=version, side=Side.ORGANIZATIONAL, review_on=day, by=by, at=now())
    assert row.state is InitiativeState.ACTIVE
    with pytest.raises(RefusedError) as caught:
        services.wake(initiative=PLACE, version=row.version, side=Side.ORGANIZATIONAL, review_on=day, by=by, at=now())
    assert [each.code for each in caught.value.refusals] == ["levels.wrong_state"]


def test_one_that_rests_past_its_review_is_shown_as_asleep_and_people_are_reminded(as_person: As, visit: Visit) -> None:
    resting(as_person)
    Initiative.objects.filter(id=PLACE).update(review_on=now().date())
    assert "asleep past review" in page(visit("citizen-1"), f"/initiatives/{PLACE}/about/")
    services.remind(at=now())
    services.remind(at=now())
    asleep = Letter.objects.filter(kind=LetterKind.ASLEEP)
    assert asleep.exists()
    assert asleep.count() == asleep.values("person").distinct().count()


def test_another_body_takes_it_over_and_nothing_else_changes(as_person: As) -> None:
    by = as_person("new-director")
    before = Initiative.objects.get(id=PLACE)
    holder = "platform" if before.holder_id != "platform" else "board"
    row = services.hand_over(initiative=PLACE, version=before.version, holder=holder, by=by, at=now())
    assert (row.holder, row.state, row.purpose) == (holder, before.state, before.purpose)
    with pytest.raises(RefusedError) as caught:
        services.hand_over(initiative=PLACE, version=row.version, holder=holder, by=by, at=now())
    assert caught.value.refusals == (Refusal("levels.same_holder", {"holder": holder}),)
    with pytest.raises(StaleVersionError):
        services.hand_over(initiative=PLACE, version=before.version - 1, holder="home-client-council", by=by, at=now())


def test_who_only_reads_changes_nothing(visit: Visit) -> None:
    for person in ("citizen-1", "researcher", ""):
        client = visit(person)
        if Seat.objects.filter(person=person).exists():
            continue
        for where in ("purpose", "rest", "hand-over", "groups/new", "matters/new", "bodies/new"):
            assert client.get(f"/initiatives/{PLACE}/about/{where}/").status_code == 404, (person, where)
        assert "Change what it is for" not in page(client, f"/initiatives/{PLACE}/about/")


def test_only_who_holds_an_initiative_chooses_whether_people_speak_without_an_account(visit: Visit) -> None:
    about, where = "/initiatives/meals/about/", "/initiatives/meals/about/without-account/"
    for person in ("manager", "citizen-1", "researcher", "new-director", ""):
        assert visit(person).get(where).status_code == 404, person
        assert visit(person).post(where, {"once": "a" * 16, "allowed": "no"}).status_code == 404, person
        assert where not in page(visit(person), about)
    member = visit("council-member")
    assert where in page(member, about)
    assert "Please choose one of these." in member.post(where, {"once": "a" * 16}).content.decode()
    for _ in range(2):
        assert member.post(where, {"once": "a" * 16, "allowed": "no"}).status_code == 302
    assert Entry.objects.filter(type="welcome_changed").count() == 1
    assert "Here people speak with an account." in page(visit("citizen-1"), about)
    assert member.post(where, {"once": "b" * 16, "allowed": "yes"}).status_code == 302
    assert "Here people speak with an account." not in page(visit("citizen-1"), about)


def test_who_begins_alone_is_told_that_the_other_side_is_missing_until_somebody_of_it_came(
    visit: Visit, forgets: Callable[[], None]
) -> None:
    client, missing = visit("home-council-member"), "Nobody of the organization’s side takes part here yet."
    drafted(client)
    assert missing not in page(client, f"/initiatives/{NEW}/about/")
    assert sent(client, "open", version=version()).status_code == 302
    asks_in = f'href="/initiatives/{NEW}/people/invite/?side=organizational"'
    looked = [f"/initiatives/{NEW}/", f"/initiatives/{NEW}/about/", f"/initiatives/{NEW}/table/body-{ONCE}/"]
    for address in looked:
        assert missing in page(client, address), address
        assert asks_in in page(client, address), address
        assert "citizens’ side takes part here yet" not in page(client, address)
    for other in ("", "new-director", "church-goer"):
        assert missing not in page(visit(other), f"/initiatives/{NEW}/")
    asked = {"once": "7" * 16, "to": "initiative:organizational"}
    made = client.post(f"/initiatives/{NEW}/people/invite/", asked).content.decode()
    code = made.split('class="code">')[1].split("<")[0]
    accepted = {"once": "8" * 16, "capacity": "manager"}
    assert visit("new-director").post(f"/invitation/{code}/", accepted).status_code == 302
    forgets()
    for address in looked:
        assert missing not in page(client, address), address
