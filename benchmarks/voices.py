"""Voices: speed and accuracy, beside scikit-learn and logodds in the same run where they are installed.

The comments of patients and the other texts lie beside the project (``../shared/data``); where they are absent the
parts that need them are left out, and said to be. Times are processor time on one thread, the best of seven.
"""

from __future__ import annotations

import csv
import importlib
import math
import os
import platform
import random
import resource
import socket
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from counterpoise.cli.main import app
from counterpoise.expertise.voices.coverage import coverage
from counterpoise.expertise.voices.factorization import factors, weighted
from counterpoise.expertise.voices.groupings import adjusted_rand, mutual_information
from counterpoise.expertise.voices.language import sentences, stem
from counterpoise.expertise.voices.parser import role_reader
from counterpoise.expertise.voices.positioning import gap, positioning
from counterpoise.expertise.voices.provenance import Item, Stage, survival
from counterpoise.expertise.voices.themes import content, themes
from counterpoise.expertise.voices.vocabulary import distance, log_odds
from counterpoise.statistics.agreement import cohen_kappa
from counterpoise.statistics.seeds import generator

SHARED = Path(__file__).resolve().parents[2] / "shared"
COMMENTS = SHARED / "data" / "voices" / "nhs_phase1" / "datasets_phase_1_text_data.csv"
PARSER = os.environ.get("COUNTERPOISE_PIPELINE", "")
"""The folder of a spaCy pipeline for English, to measure the roles with a parser too; empty to leave that out."""
NO_TOPIC = {"Couldn't be improved", "Miscellaneous"}

Row = tuple[str, float, str, float]
"""What was measured, the figure, whether it should be at least or at most, and the bar."""


class Closed(socket.socket):
    """A socket that cannot be opened."""

    def __init__(self, *_: object, **__: object) -> None:
        raise OSError("the network is closed here")


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of the best of seven runs: other work on the machine disturbs some of them."""
    found = []
    for _ in range(7):
        started = time.process_time()
        work()
        found.append(time.process_time() - started)
    return min(found)


def comments() -> list[dict[str, str]]:
    """Return the comments of three words and more with a label that names a topic, each text once."""
    with COMMENTS.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["label"] not in NO_TOPIC]
    return list({row["feedback"].strip().lower(): row for row in rows if len(row["feedback"].split()) >= 3}.values())


def words_of_two_sides() -> list[Row]:
    """Compare two sides with 50,000 words, beside logodds."""
    rng = generator(1)
    names = [f"word{i}" for i in range(50_000)]
    sides = [dict(zip(names, rng.zipf(1.6, 50_000).clip(max=10_000).tolist(), strict=True)) for _ in range(2)]
    rows: list[Row] = [("log odds of 50,000 words, s", seconds(lambda: log_odds(*sides)), "at most", 0.5)]
    if find_spec("logodds") is None:
        print("   logodds is not installed: its values were not compared")
        return rows
    peer = importlib.import_module("logodds")
    prior = 500.0
    both = Counter(sides[0]) + Counter(sides[1])
    total = both.total()
    floors = {word: prior * count / total - 1e-9 for word, count in both.items()}
    theirs = peer.compute_log_odds(*sides, prior_counts=floors, alpha=1e-9)
    apart = max(abs(row.z - theirs[row.word]) for row in log_odds(*sides, prior=prior))
    return [*rows, ("largest difference of z from logodds", apart, "at most", 1e-9)]


def shuffled_speakers() -> list[Row]:
    """Draw groups at random a thousand times, and count how often they are called different."""
    rng, low = random.Random(1), 0
    for run in range(1000):
        people = [Counter(rng.choices("abcdefghijklmnop", k=12)) for _ in range(16)]
        groups = [i < 8 for i in range(16)]
        rng.shuffle(groups)
        low += distance(people, groups, seed=run).p < 0.05
    return [("share of p < .05 from shuffled speakers", low / 1000, "within .015 of", 0.05)]


def topics() -> list[Row]:
    """Look for themes in patients' comments, beside scikit-learn."""
    rows = comments()
    texts = [row["feedback"] for row in rows]
    started = time.process_time()
    found = themes(texts, "en", seed=1, number=20)
    whole = time.process_time() - started
    placed = sum(theme.size for theme in found.themes) / len(texts)
    print(f"   {len(texts)} comments, {len(found.themes)} themes, stability {found.stability:.2f}")
    measured: list[Row] = [
        ("mutual information with 7 labels", _with(found.assignment, rows, "label"), "at least", 0.08),
        ("mutual information with 37 codes", _with(found.assignment, rows, "code"), "at least", 0.12),
        ("share of the comments that have a place", placed, "at least", 1.0),
    ]
    matrix = weighted([[stem(word, "en") for word in content(text, "en")] for text in sorted(texts)])
    own = seconds(lambda: factors(matrix.rows, 20, seed=1))
    print(f"   factorization {own:.3f} s of processor, vocabulary of {len(matrix.vocabulary)}")
    if find_spec("sklearn") is None:
        print("   scikit-learn is not installed: its time was not compared")
        return measured
    peer = importlib.import_module("sklearn.decomposition")
    metrics = importlib.import_module("sklearn.metrics")
    theirs = seconds(lambda: peer.NMF(20, random_state=0).fit_transform(matrix.rows))
    shares = peer.NMF(20, random_state=0).fit_transform(matrix.rows).argmax(axis=1).tolist()
    ordered = sorted(rows, key=lambda row: row["feedback"])
    print(f"   scikit-learn's {theirs:.3f} s; mutual information {_with(shares, ordered, 'label'):.3f}, "
          f"{_with(shares, ordered, 'code'):.3f}")  # fmt: skip
    one, two = [row["label"] for row in rows], list(found.assignment)
    apart = abs(adjusted_rand(one, two) - metrics.adjusted_rand_score(one, two))
    apart = max(apart, abs(mutual_information(one, two) - metrics.normalized_mutual_info_score(one, two)))
    return [
        *measured,
        *bertopic(texts, rows, own=own, whole=whole),
        ("time of one factorization, of scikit-learn's", own / theirs, "at most", 0.2),
        ("largest difference of the indices from scikit-learn", apart, "at most", 1e-9),
    ]


def bertopic(texts: Sequence[str], rows: Sequence[dict[str, str]], *, own: float, whole: float) -> list[Row]:
    """Hold the time of one factorization, and of all of our themes, beside BERTopic's fit, where that is installed.

    Its usual vectors come from a language model, which would have to be fetched. The time of the fit depends on how
    many and how long the vectors are; what it finds depends on what they mean, so its quality is no peer's here.
    """
    if find_spec("bertopic") is None:
        print("   BERTopic is not installed: its time was not compared")
        return []
    peer = importlib.import_module("bertopic")
    decomposition = importlib.import_module("sklearn.decomposition")
    counting = importlib.import_module("sklearn.feature_extraction.text")
    counted = counting.TfidfVectorizer(min_df=2, stop_words="english").fit_transform(texts)
    vectors = decomposition.TruncatedSVD(384, random_state=0).fit_transform(counted)
    started = time.process_time()
    topics, _ = peer.BERTopic(embedding_model=None, nr_topics=20).fit_transform(list(texts), embeddings=vectors)
    theirs = time.process_time() - started
    shared = [_with(topics, rows, column) for column in ("label", "code")]
    print(
        f"   BERTopic's fit {theirs:.1f} s, our themes {whole:.2f} s; it leaves out {topics.count(-1)} of {len(texts)};"
    )
    print(f"   its mutual information {shared[0]:.3f}, {shared[1]:.3f}")
    return [("time of one factorization, of BERTopic's fit", own / theirs, "at most", 0.01)]


def _with(assignment: Sequence[int], rows: Sequence[dict[str, str]], column: str) -> float:
    return mutual_information(list(assignment), [row[column] for row in rows])


def category_taken_out() -> list[Row]:
    """Take each of the seven labels out in turn, and see whether its comments rank as uncovered."""
    areas: list[float] = []
    for split in range(3):
        rows = comments()
        random.Random(split).shuffle(rows)
        examples, others = rows[: len(rows) // 2], rows[len(rows) // 2 :]
        for label in sorted({row["label"] for row in rows}):
            categories: dict[str, list[str]] = {}
            for row in examples:
                if row["label"] != label:
                    categories.setdefault(row["label"], []).append(row["feedback"])
            found = coverage([row["feedback"] for row in others], categories, "en", seed=1)
            areas.append(_area(found.similarity, [row["label"] == label for row in others]))
            if split == 0:
                print(f"   without “{label}”: area {areas[-1]:.3f}")
    return [("area under the curve, mean of 7 labels and 3 halves", sum(areas) / len(areas), "at least", 0.75)]


def _area(scores: Sequence[float], removed: Sequence[bool]) -> float:
    kept, won = 0, 0
    for i in sorted(range(len(scores)), key=lambda i: -scores[i]):
        won += kept if removed[i] else 0
        kept += not removed[i]
    return won / (kept * sum(removed))


def positions() -> list[Row]:
    """Read the roles that readers labelled beforehand, and the paper itself."""
    mentions = _mentions()
    known = mentions.known_sentences(SHARED / "data")
    measured: list[Row] = []
    for sample in ("first", "second"):
        pairs = mentions.roles_found([row for row in mentions.read_once() if row.sample == sample], known)
        print(f"   {sample} sample, read once: {mentions.measured(pairs)}")
        measured.append((f"macro-F1 without a parser, {sample} sample", mentions.f1(pairs), "at least", 0.65))
    texts = [path.read_text(encoding="utf-8") for path in sorted(SHARED.rglob("paper.txt"))[:1]]
    between = gap(positioning(texts, "en").mentions, seed=1)
    measured.append(("the paper: citizens below professionals, p", between.p if between else 1.0, "at most", 0.01))
    return [*measured, *read_twice()]


def _mentions() -> ModuleType:
    # The tests keep the labels, and read them the same way.
    return importlib.import_module("tests.expertise.voices.mentions")


def read_twice() -> list[Row]:
    """Hold the rules, and a parser where one is named, beside the mentions that two readings labelled."""
    mentions = _mentions()
    known = mentions.known_sentences(SHARED / "data")
    measured: list[Row] = []
    for language, bar in (("en", 0.65), ("nl", 0.60)):
        rows = [row for row in mentions.read_twice() if row.language == language]
        agreement = cohen_kappa([str(row.first) for row in rows], [str(row.second) for row in rows])
        print(f"   {language}: {len(rows)} places read twice by software, kappa {agreement.kappa or 0:.3f}")
        agreed = [row for row in rows if row.first is row.second]
        pairs = mentions.roles_found(agreed, known)
        print(f"   {language}, both readings agree: {mentions.measured(pairs)}")
        measured.append((f"macro-F1 without a parser, read twice, {language}", mentions.f1(pairs), "at least", bar))
        if language == "en" and PARSER:
            pairs = mentions.roles_found(agreed, known, parser=role_reader(Path(PARSER), "en"))
            print(f"   en, with the parser: {mentions.measured(pairs)}")
            measured.append(("macro-F1 with a parser, read twice, en", mentions.f1(pairs), "at least", 0.80))
    if not PARSER:
        print("   no parser was measured: name the folder of a spaCy pipeline in COUNTERPOISE_PIPELINE")
    return measured


def origins() -> list[Row]:
    """Count what became of 10,860 proposals of four origins."""
    rng = random.Random(1)
    items = [Item(rng.choice("abcd"), rng.choice(list(Stage))) for _ in range(10_860)]
    return [("survival by origin of 10,860 items, s", seconds(lambda: survival(items)), "at most", 0.2)]


def contributions(number: int) -> list[str]:
    """Return so many contributions, each of two sentences of patients' comments; of made-up words where these lack."""
    base = [row["feedback"] for row in comments()] if COMMENTS.exists() else []
    rng = random.Random(1)
    pool = [part.text for text in base for part in sentences(text, "en")]
    pool = pool or [f"the word{i % 97} was with word{i % 89} for the people" for i in range(9000)]
    return [" ".join(rng.sample(pool, 2)) for _ in range(number)]


def report() -> list[Row]:
    """Go the whole way of a user with 10,000 contributions: from a table to a page with their themes."""
    with TemporaryDirectory() as folder:
        table, page = Path(folder) / "said.csv", Path(folder) / "themes.html"
        with table.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["text"], *([text] for text in contributions(10_000))])
        started = time.process_time()
        with suppress(SystemExit):
            app(["voices", "themes", str(table), "--column", "text", "--format", "html", "--output", str(page)])
        took = time.process_time() - started
        size = page.stat().st_size
    print(f"   a page of {size / 2**10:.0f} kB with the themes of 10,000 contributions")
    return [("10,000 contributions to a page, s", took, "at most", 30.0)]


def many() -> list[Row]:
    """Look for themes in 100,000 contributions, every one with a place."""
    texts = contributions(100_000)
    started = time.process_time()
    found = themes(texts, "en", seed=1)
    took = time.process_time() - started
    placed = sum(theme.size for theme in found.themes) / len(texts)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return [
        ("themes of 100,000 contributions, s", took, "at most", 60.0),
        ("share of these that have a place", placed, "at least", 1.0),
        ("memory of everything here, GiB", memory, "at most", 2.0),
    ]


def kept(figure: float, way: str, bar: float) -> bool:
    """Whether a figure keeps its promise."""
    if way == "at least":
        return figure >= bar
    return figure <= bar if way == "at most" else math.isclose(figure, bar, abs_tol=0.015)


def main() -> int:
    """Measure, say what was promised, and return 1 if a promise was missed."""
    # Nothing of this needs a network, and this shows it.
    socket.socket = Closed  # type: ignore[misc]  # closing the network for the whole run is the point
    print(f"{platform.machine()}, Python {platform.python_version()}, one process, one thread")
    parts: list[Callable[[], list[Row]]] = [words_of_two_sides, shuffled_speakers, origins]
    if COMMENTS.exists():
        parts += [topics, category_taken_out, positions]
    else:
        print("the texts beside the project are not there: themes, coverage and positions were not measured")
    rows = [row for part in [*parts, report, many] for row in part()]
    print()
    for name, figure, way, bar in rows:
        print(f"   {name:58} {figure:10.4g}   {way} {bar:g}   {'kept' if kept(figure, way, bar) else 'MISSED'}")
    return int(not all(kept(figure, way, bar) for _, figure, way, bar in rows))


if __name__ == "__main__":
    sys.exit(main())
