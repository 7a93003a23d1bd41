"""What is true of a synthetic register: the chances from which everything in it is drawn."""

from dataclasses import dataclass
from datetime import date

__all__ = ["FIRST_DAY", "LAST_DAY", "Design"]

FIRST_DAY = date(2018, 1, 1)
"""The first day on which anything happens."""

LAST_DAY = date(2020, 12, 31)
"""The last day: what was not told by then is not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """The chances of a synthetic register. All are probabilities between 0 and 1 unless it is said otherwise.

    Attributes
    ----------
    civic_share
        That a contribution comes from the civic side.
    civic_uptake, organization_uptake
        That a contribution of that side is used.
    prompt
        That everybody is told of a decision within a week; that week is drawn evenly.
    civic_lag, organization_lag
        The mean of the exponential lag, in days, with which a group of that side is told of another decision.
    never_told
        That a group of the civic side is never told of such a decision.
    promised
        That a decision is about a matter on which deciding together was promised.
    consented
        That the civic groups agreed to such a decision before it was taken.
    answered
        That a concern is answered.
    with_reason
        That an answer has a reason.
    named
        That a text which speaks of people says which group it means.
    stays, critic_stays
        That a participant, or one who voted against the organization's proposal, stays for the second round.
    against
        That a participant votes against that proposal.
    """

    civic_share: float = 0.6
    civic_uptake: float = 0.25
    organization_uptake: float = 0.5
    prompt: float = 0.5
    civic_lag: float = 60.0
    organization_lag: float = 15.0
    never_told: float = 0.05
    promised: float = 0.4
    consented: float = 0.5
    answered: float = 0.6
    with_reason: float = 0.7
    named: float = 0.3
    stays: float = 0.7
    critic_stays: float = 0.4
    against: float = 0.3
