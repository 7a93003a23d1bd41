"""What each scene of the demo shows in the paper, as one line in English and one in Dutch."""

from dataclasses import dataclass
from datetime import date

from counterpoise.record import Tension

__all__ = ["CAPTIONS", "DEMO_AT", "Caption", "caption_of"]

DEMO_AT = date(2015, 6, 30)
"""The day on which the demo stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """One line about a scene.

    Attributes
    ----------
    scene
        The scene, as a word.
    initiative
        The initiative or care path in which it lies.
    table, record
        The record that the scene is about; empty where it is about the whole initiative.
    tension
        The tension that the paper shows with it.
    en, nl
        The line in English and in Dutch.
    """

    scene: str
    initiative: str
    table: str = ""
    record: str = ""
    tension: Tension | None = None
    en: str
    nl: str


CAPTIONS: tuple[Caption, ...] = (
    Caption(
        scene="meals",
        initiative="meals",
        tension=Tension.EXPERTISE,
        en="Illustration 1: a manager asks residents about meals, in the terms of his own profession.",
        nl="Illustratie 1: een manager vraagt bewoners naar de maaltijden, in de woorden van zijn eigen vak.",
    ),
    Caption(
        scene="question",
        initiative="meals",
        table="questions",
        record="question-presentation",
        tension=Tension.EXPERTISE,
        en="The manager's question is about plate lay-out. That is not what is wrong with the meals.",
        nl="De vraag van de manager gaat over de opmaak van het bord. Daar zit het probleem niet.",
    ),
    Caption(
        scene="flower",
        initiative="meals",
        table="contributions",
        record="flower-on-our-trays",
        tension=Tension.EXPERTISE,
        en="A resident jokes about a flower. The joke says: this is not the question.",
        nl="Een bewoner maakt een grap over een bloem. De grap zegt: dit is niet de vraag.",
    ),
    Caption(
        scene="own-room",
        initiative="meals",
        table="spaces",
        record="council-room",
        tension=Tension.EXPERTISE,
        en="People say what is wrong only after the manager has left. Here they can, among themselves.",
        nl="Mensen zeggen pas wat er mis is als de manager weg is. Hier kan dat, onder elkaar.",
    ),
    Caption(
        scene="lindehof",
        initiative="lindehof-together",
        tension=Tension.CONTROL,
        en="Illustrations 2, 3 and 4: a care home goes on only if citizens take part.",
        nl="Illustraties 2, 3 en 4: een zorghuis gaat alleen door als burgers meedoen.",
    ),
    Caption(
        scene="promise",
        initiative="lindehof-together",
        table="promises",
        record="promise-joint",
        tension=Tension.INTERESTS,
        en="The paper says: taking part was meant to prevent decisions from one side.",
        nl="Het artikel zegt: meedoen moest besluiten van één kant voorkomen.",
    ),
    Caption(
        scene="left-open",
        initiative="lindehof-together",
        table="limits",
        record="what-it-will-look-like",
        tension=Tension.CONTROL,
        en="Illustration 2: the regional manager wants an open process and sets no limits.",
        nl="Illustratie 2: de regiomanager wil een open proces en stelt geen grenzen.",
    ),
    Caption(
        scene="request-for-a-limit",
        initiative="lindehof-together",
        table="limit_questions",
        record="closing-point-question",
        tension=Tension.CONTROL,
        en="Illustration 2: a logistics colleague asks at what point it can not go on. In this demo nobody answers.",
        nl="Illustratie 2: een collega van logistiek vraagt wanneer het niet meer kan. In deze demo antwoordt niemand.",
    ),
    Caption(
        scene="church-hall",
        initiative="lindehof-together",
        table="decisions",
        record="church-hall",
        tension=Tension.INCLUSION,
        en="Illustration 3: a hall in the middle of town is meant for everybody, but it belongs to one church.",
        nl="Illustratie 3: een zaal midden in het dorp is voor iedereen bedoeld, maar hoort bij één kerk.",
    ),
    Caption(
        scene="other-church",
        initiative="lindehof-together",
        table="barriers",
        record="other-church-stays-away",
        tension=Tension.INCLUSION,
        en="Illustration 3: many people belong to another church and may stay away. 'The community' is not one.",
        nl="Illustratie 3: velen horen bij een andere kerk en komen misschien niet. 'De gemeenschap' is niet één.",
    ),
    Caption(
        scene="own-venue",
        initiative="lindehof-together",
        table="decisions",
        record="own-venue",
        tension=Tension.INCLUSION,
        en="Illustration 3: the meeting moves to the organization's own house. One good gives way to another.",
        nl="Illustratie 3: de bijeenkomst gaat naar het eigen huis. Het ene goede wijkt voor het andere.",
    ),
    Caption(
        scene="stay-open",
        initiative="lindehof-together",
        table="decisions",
        record="stay-open",
        tension=Tension.INTERESTS,
        en="Illustration 4: the previous director keeps the home open in spite of losses.",
        nl="Illustratie 4: de vorige directeur houdt het huis open, ondanks verlies.",
    ),
    Caption(
        scene="mission",
        initiative="lindehof-together",
        table="context_changes",
        record="mission-change",
        tension=Tension.INTERESTS,
        en="Illustration 4: a new director takes office, and the mission moves towards medical care.",
        nl="Illustratie 4: er komt een nieuwe directeur, en de missie wordt medischer.",
    ),
    Caption(
        scene="closing",
        initiative="lindehof-together",
        table="decisions",
        record="closing",
        tension=Tension.INTERESTS,
        en="Illustration 4: the home must close. Citizens hear of it only months after it was decided.",
        nl="Illustratie 4: het huis moet dicht. Burgers horen het pas maanden na het besluit.",
    ),
    Caption(
        scene="review",
        initiative="lindehof-together",
        table="review_rounds",
        record="second-look",
        en="Assumed for the demo: both sides answer the same questions. The paper asks to make tensions explicit.",
        nl="Bedacht voor de demo: beide kanten krijgen dezelfde vragen. Het artikel wil spanningen zichtbaar maken.",
    ),
    Caption(
        scene="care-path",
        initiative="care-path",
        tension=Tension.INCLUSION,
        en="Assumed for the demo. The paper says: the network around a person can change in unexpected ways.",
        nl="Bedacht voor de demo. Het artikel zegt: het netwerk om iemand heen kan onverwacht veranderen.",
    ),
)
"""The lines, in the order in which a visitor meets the scenes."""


def caption_of(initiative: str, *, table: str = "", record: str = "") -> Caption | None:
    """Find the line for an initiative, or for one of its records.

    Parameters
    ----------
    initiative
        The initiative or care path.
    table, record
        The record; empty for the initiative itself.

    Returns
    -------
    Caption or None
        None where the paper shows nothing with it.
    """
    wanted = (initiative, table, record)
    return next((each for each in CAPTIONS if (each.initiative, each.table, each.record) == wanted), None)
