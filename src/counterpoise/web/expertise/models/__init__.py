"""The tables of this part of the site."""

from counterpoise.web.expertise.models.appeals import AppealVoice
from counterpoise.web.expertise.models.ballots import Ballot, Tally
from counterpoise.web.expertise.models.contributions import Contribution, Digest, Moderation, Rewording, Theme
from counterpoise.web.expertise.models.handovers import Handover
from counterpoise.web.expertise.models.questions import Problem, Question, Reframe
from counterpoise.web.expertise.models.texts import Claim, ClaimEvidence, Coding, Mention

__all__ = [
    "AppealVoice",
    "Ballot",
    "Claim",
    "ClaimEvidence",
    "Coding",
    "Contribution",
    "Digest",
    "Handover",
    "Mention",
    "Moderation",
    "Problem",
    "Question",
    "Reframe",
    "Rewording",
    "Tally",
    "Theme",
]
