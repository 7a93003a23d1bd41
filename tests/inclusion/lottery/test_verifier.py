"""The one-file verifier before somebody who favours people and forges whatever proof it takes."""

import itertools
import json
from typing import Any

import pytest

from counterpoise.inclusion.lottery.veils import canonical
from counterpoise.inclusion.lottery.verifier import check, panel_number, sha256, unproved

POOL = b"id,kind,all\na1,a,x\na2,a,x\na3,a,x\nb1,b,x\nb2,b,x\nb3,b,x\n"
QUOTAS = b"feature,value,min,max,min_flex,max_flex\nkind,a,0,2,0,2\nkind,b,0,2,0,2\nall,x,2,2,2,2\n"
ALL_OF_TWO = {"feature": "all", "value": "x", "least": 2, "most": 2}
EVERYBODY = {"0": 1 / 6, "1": 1 / 6}
ALL_EQUAL = {"weights": EVERYBODY, "prices": {"0": 1 / 6}, "aim": 1 / 3, "fixed": [0, 1]}
FRIENDS = {"weights": {"0": 1 / 3}, "prices": {"0": 1 / 3}, "aim": 2 / 3, "fixed": [0]}
OTHERS = {"weights": {"0": 1 / 3, "1": 1 / 3}, "prices": {"0": 1 / 3}, "aim": 0.0, "fixed": [1]}


def certificate(**forged: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever JSON holds
    """Return the certificate of a lottery of 2 places, for 3 friends and 3 others; with what is forged."""
    quotas = [("kind", "a", 0, 2), ("kind", "b", 0, 2), ("all", "x", 2, 2)]
    rows = [dict(zip(("feature", "value", "least", "most"), quota, strict=True)) for quota in quotas]
    types = [{"people": 3, "most": 3, "rows": [at, 2]} for at in range(2)]
    usual = {"objective": "leximin", "kind": "stages", "size": 2, "people": 6, "gap": 1e-9, "cuts": []}
    return usual | {"rows": rows, "types": types, "chances": [2 / 3, 0.0]} | forged


def wrong(
    told: dict[str, Any], *, rigged: bool = True, pool: bytes = POOL, quotas: bytes = QUOTAS, **drawn_more: object
) -> list[str]:
    """Return what the verifier says of a lottery with this certificate: of friends alone, or of everybody."""
    veils = [sha256(f"salt {at}") for at in range(6)]
    pairs = list(itertools.combinations(veils[: 3 if rigged else 6], 2))
    panels = [sorted(pairs[at % len(pairs)]) for at in range(1000)]
    files = {"pool": pool, "quotas": quotas, "certificate": canonical(told).encode()}
    public = {key: told[key] for key in ("objective", "size", "people", "gap")} | {
        "announced": "dice:in the town hall",
        "certified": True,
        "files": {name: sha256(content.decode()) for name, content in files.items()},
        "chances": {veil: [sum(veil in panel for panel in panels), 1000] for veil in veils},
        "panels": panels,
    }
    drawn = {"commitment": sha256(canonical(public)), "randomness": "dice:4-0-7", "panel": 407, "veils": panels[407]}
    drawn |= drawn_more
    return check(canonical(public), json.dumps(drawn), files)


def with_rows(*rows: list[int]) -> list[dict[str, Any]]:
    return [{"people": 3, "most": 3, "rows": of_type} for of_type in rows]


def with_quota(least: int, most: int) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = certificate()["rows"]
    rows[0] |= {"least": 2}
    rows[1] |= {"least": least, "most": most}
    return rows


NO_OTHERS = {"weights": {"1": 1 / 3}, "prices": {"2": 1 / 3}, "aim": 0.0, "fixed": [1]}


@pytest.mark.parametrize(
    "forged",
    [
        pytest.param({"stages": [ALL_EQUAL]}, id="fair stages of another lottery"),
        pytest.param({"kind": "pointwise", "stages": [FRIENDS, OTHERS]}, id="friends settled first"),
        pytest.param({"kind": "pointwise", "objective": "maximin", "stages": [FRIENDS]}, id="friends alone"),
        pytest.param(
            {"stages": [ALL_EQUAL | {"fixed": [1], "prices": {"0": -1e308, "1": 1e308, "2": 1e308}}, FRIENDS]},
            id="sums that are no number",
        ),
        pytest.param({"gap": 5.0, "stages": [ALL_EQUAL | {"fixed": [1]}, FRIENDS]}, id="certified with any gap"),
        pytest.param({"rows": with_quota(0, 0), "stages": [NO_OTHERS, FRIENDS]}, id="no places for others"),
        pytest.param(
            {
                "types": with_rows([0, 2, 2], [1, 2, 2]),
                "stages": [ALL_EQUAL | {"fixed": [1], "prices": {"0": -1 / 6, "3": 1 / 6}}, FRIENDS],
            },
            id="a row twice",
        ),
        pytest.param(
            {
                "types": with_rows([0, -1], [1, -1]),
                "stages": [ALL_EQUAL | {"fixed": [1], "prices": {"0": 1 / 12, "3": -1 / 12}}, FRIENDS],
            },
            id="a row before the first",
        ),
    ],
)
def test_no_forged_proof_makes_a_rigged_lottery_the_fairest(forged: dict[str, Any]) -> None:
    assert wrong(certificate(**forged))


@pytest.mark.parametrize("share", [0.5, 0.01, 1e-6, 1e-9, 1e-15])
def test_nobody_is_kept_low_by_a_small_share_of_the_proof(share: float) -> None:
    """c can have nothing, which is proved; b could have a third like a, and is settled with c for a share of it."""
    pool = POOL.replace(b"b3,b", b"c1,c")
    quotas = QUOTAS.replace(b"all,x", b"kind,c,0,0,0,0\nall,x")
    told = certificate(
        rows=[*certificate()["rows"][:2], {"feature": "kind", "value": "c", "least": 0, "most": 0}, ALL_OF_TWO],
        types=[{"people": count, "most": count, "rows": [at, 3]} for at, count in enumerate((3, 2, 1))],
        chances=[2 / 3, 0.0, 0.0],
        stages=[
            {"weights": {"1": share / 2, "2": 1 - share}, "prices": {"3": 1 - share}, "aim": 0.0, "fixed": [1, 2]},
            FRIENDS,
        ],
        gap=min(3 * share, 1e-4),
    )
    assert wrong(told, pool=pool, quotas=quotas) == ["certificate_proves_less"]


def test_a_draw_names_the_files_and_settings_of_its_lottery() -> None:
    told = certificate(chances=[1 / 3, 1 / 3], stages=[ALL_EQUAL])
    assert wrong(told, rigged=False, size=2) == []
    assert wrong(told, rigged=False, size=3) == ["draw_of_another"]
    assert wrong(told, rigged=False, files={"pool": "0" * 64}) == ["draw_of_another"]


def test_what_is_not_looked_up_is_said() -> None:
    drand = json.dumps({"randomness": f"drand:12:{'ab' * 32}"})
    assert unproved(drand, {}) == ["drand_not_asked", "certificate_missing"]
    assert unproved('{"randomness": "dice:4-0-7"}', {}) == ["certificate_missing"]


def test_the_proof_of_the_fair_lottery_of_the_same_pool_holds() -> None:
    assert wrong(certificate(chances=[1 / 3, 1 / 3], stages=[ALL_EQUAL]), rigged=False) == []


def test_no_spelling_of_what_came_out_chooses_another_panel() -> None:
    spellings = ("Trekking 12, 3 en 44", "trekking: 12-3 EN 44!", " trekking  １２ 3 en 44", "trekking 12/3 en 44.")
    assert len({panel_number(f"text:{words}", "c", 1000) for words in spellings}) == 1


def test_a_round_of_drand_that_nobody_announced_is_found_out() -> None:
    told = certificate(chances=[1 / 3, 1 / 3], stages=[ALL_EQUAL])
    public = {key: told[key] for key in ("objective", "size", "people", "gap")} | {
        "announced": "drand:quicknet", "certified": False, "files": {}, "chances": {"x": [1, 1]}, "panels": [["x"]],
    }  # fmt: skip
    randomness = f"drand:12:{'ab' * 32}"
    drawn = {"commitment": sha256(canonical(public)), "randomness": randomness, "panel": 0, "veils": ["x"]}
    assert "randomness_not_announced" in check(canonical(public), json.dumps(drawn), {})
