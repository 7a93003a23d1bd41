"""Terms worked out by hand with a printed calendar, before the code was run. Each tells its working beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counterpoise.control.rights.holidays import Calendar, Jurisdiction
from counterpoise.control.rights.terms import Term, Unit

NL, EN = Calendar(Jurisdiction.NL), Calendar(Jurisdiction.EN)
DAYS, WEEKS, MONTHS, YEARS, WORKING = Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS, Unit.WORKING_DAYS
COMPLAINT = Term(6, WEEKS, extension=4)


@dataclass(frozen=True)
class Worked:
    """One term worked out by hand: from which day, how long, in whose calendar, and its last day."""

    start: str
    term: Term
    calendar: Calendar
    last: str
    extended: bool = False
    pauses: tuple[tuple[str, str], ...] = ()

    def days(self) -> tuple[tuple[date, date], ...]:
        """Return the pauses as days."""
        return tuple((date.fromisoformat(since), date.fromisoformat(until)) for since, until in self.pauses)


def one(start: str, length: int, unit: Unit, calendar: Calendar, last: str) -> Worked:
    """Return a term that is neither extended nor paused."""
    return Worked(start, Term(length, unit), calendar, last)


# 2026 begins on a Thursday. Its Easter is on 5 April: Good Friday 3, Easter Monday 6, Ascension Day 14 May, Whit Sunday
# 24 May, Whit Monday 25 May. King's Day is Monday 27 April, 5 May is a Tuesday, Christmas Day is a Friday.
DUTCH = (
    # 2 April is a Thursday on which work is done.
    one("2026-03-02", 1, MONTHS, NL, "2026-04-02"),
    # 3 April is Good Friday; 4 and 5 are the weekend; 6 is Easter Monday; so Tuesday 7.
    one("2026-03-03", 1, MONTHS, NL, "2026-04-07"),
    # 27 April is King's Day, a Monday; so Tuesday 28.
    one("2026-03-27", 1, MONTHS, NL, "2026-04-28"),
    # 5 May is Liberation Day, a Tuesday; so Wednesday 6. That the event lies on Easter Sunday changes nothing.
    one("2026-04-05", 1, MONTHS, NL, "2026-05-06"),
    # 14 May is Ascension Day; Friday 15 is no holiday unless a decree says so.
    one("2026-04-14", 1, MONTHS, NL, "2026-05-15"),
    # The same with a decree that puts Friday 15 on a par: then 16 and 17 are the weekend; so Monday 18.
    one("2026-04-14", 1, MONTHS, Calendar(Jurisdiction.NL, also={date(2026, 5, 15)}), "2026-05-18"),
    # 24 May is Whit Sunday, 25 Whit Monday; so Tuesday 26.
    one("2026-04-24", 1, MONTHS, NL, "2026-05-26"),
    # 25 December 2025 is a Thursday, 26 a Friday, both Christmas; 27 and 28 the weekend; so Monday 29.
    one("2025-11-25", 1, MONTHS, NL, "2025-12-29"),
    # 1 January 2026 is New Year's Day; so Friday 2.
    one("2025-12-01", 1, MONTHS, NL, "2026-01-02"),
    # February 2025 has no 31st: its last day, Friday 28.
    one("2025-01-31", 1, MONTHS, NL, "2025-02-28"),
    # 2024 is a leap year: Thursday 29 February.
    one("2024-01-31", 1, MONTHS, NL, "2024-02-29"),
    # September has no 31st: Monday 30.
    one("2024-08-31", 1, MONTHS, NL, "2024-09-30"),
    # 31 May is a Sunday, which is the event only; June has no 31st: Tuesday 30.
    one("2026-05-31", 1, MONTHS, NL, "2026-06-30"),
    # Six weeks after Monday 5 January: 42 days, Monday 16 February.
    one("2026-01-05", 6, WEEKS, NL, "2026-02-16"),
    # Six weeks after Saturday 10 January: Saturday 21 February; so Monday 23.
    one("2026-01-10", 6, WEEKS, NL, "2026-02-23"),
    # Six and four weeks after Monday 5 January: 70 days, Monday 16 March.
    Worked("2026-01-05", COMPLAINT, NL, "2026-03-16", extended=True),
    # Ten weeks, 70 days, after Monday 26 January: 5 of January, with 28 of February 33, with 31 of March 64, and
    # 6 more: Easter Monday 6 April; so Tuesday 7.
    Worked("2026-01-26", COMPLAINT, NL, "2026-04-07", extended=True),
    # It can be extended, and was not: 42 days, Monday 9 March.
    Worked("2026-01-26", COMPLAINT, NL, "2026-03-09"),
    # Six months is longer than three: Saturday 4 July stays Saturday 4 July.
    one("2026-01-04", 6, MONTHS, NL, "2026-07-04"),
    # Three months is not longer than three: Saturday 4 April, Easter, Easter Monday; so Tuesday 7.
    one("2026-01-04", 3, MONTHS, NL, "2026-04-07"),
    # Twelve weeks, 84 days: 21 to 31 January, 49 to 28 February, 80 to 31 March, Saturday 4 April; so Tuesday 7.
    one("2026-01-10", 12, WEEKS, NL, "2026-04-07"),
    # Thirteen weeks, 91 days: 28, 56, 87, Saturday 4 April, and it stays there.
    one("2026-01-03", 13, WEEKS, NL, "2026-04-04"),
    # 90 days: 27, 55, 86, Saturday 4 April; so Tuesday 7.
    one("2026-01-04", 90, DAYS, NL, "2026-04-07"),
    # 91 days: Saturday 4 April, and it stays there.
    one("2026-01-03", 91, DAYS, NL, "2026-04-04"),
    # A year is never moved: Easter Monday stays.
    one("2025-04-06", 1, YEARS, NL, "2026-04-06"),
    # 2025 has no 29 February: Friday 28.
    one("2024-02-29", 1, YEARS, NL, "2025-02-28"),
    # Three days after Thursday 2 April: 3, 4, 5, none of them a working day. Two must be in it: 7 and 8.
    one("2026-04-02", 3, DAYS, NL, "2026-04-08"),
    # Three days after Friday 9 January: Saturday, Sunday, Monday 12: one working day. The second is Tuesday 13.
    one("2026-01-09", 3, DAYS, NL, "2026-01-13"),
    # Three days after Wednesday 7 January: Thursday and Friday are two; it ends on Saturday 10; so Monday 12.
    one("2026-01-07", 3, DAYS, NL, "2026-01-12"),
    # Two days are fewer than three, so no working days are counted: Sunday 11; so Monday 12.
    one("2026-01-09", 2, DAYS, NL, "2026-01-12"),
    # Seven days after Tuesday 22 December 2026: Tuesday 29; 23, 24 and 28 are working days.
    one("2026-12-22", 7, DAYS, NL, "2026-12-29"),
    # Three days after Thursday 24 December 2026: Christmas on Friday and Saturday, a Sunday; so Monday 28, Tuesday 29.
    one("2026-12-24", 3, DAYS, NL, "2026-12-29"),
    # Seven days after Tuesday 28 April: Liberation Day; so Wednesday 6 May.
    one("2026-04-28", 7, DAYS, NL, "2026-05-06"),
    # Two weeks after Monday 11 May: Whit Monday; so Tuesday 26.
    one("2026-05-11", 2, WEEKS, NL, "2026-05-26"),
    # 2013: Queen's Day is still 30 April, a Tuesday; so Wednesday 1 May, which is a working day in the Netherlands.
    one("2013-03-30", 1, MONTHS, NL, "2013-05-01"),
    # 2014: 27 April is a Sunday, so King's Day is kept on Saturday 26; Sunday 27; so Monday 28.
    one("2014-03-26", 1, MONTHS, NL, "2014-04-28"),
    # 2006: 30 April is a Sunday, so Queen's Day is kept on Saturday 29; Sunday; so Monday 1 May.
    one("2006-03-29", 1, MONTHS, NL, "2006-05-01"),
    # The council of the demonstration was told on Monday 2 February 2015: Monday 2 March 2015.
    one("2015-02-02", 1, MONTHS, NL, "2015-03-02"),
    # Five working days after Thursday 2 April: 7, 8, 9, 10 and Monday 13.
    one("2026-04-02", 5, WORKING, NL, "2026-04-13"),
    # Three working days after Christmas Day 2026, a Friday: 28, 29, 30.
    one("2026-12-25", 3, WORKING, NL, "2026-12-30"),
)

PAUSED = (
    # Six weeks would end on 16 February; 19 to 25 January are seven days; so Monday 23.
    Worked("2026-01-05", COMPLAINT, NL, "2026-02-23", pauses=(("2026-01-19", "2026-01-26"),)),
    # It had ended on 16 February, before the pause.
    Worked("2026-01-05", COMPLAINT, NL, "2026-02-16", pauses=(("2026-02-20", "2026-02-27"),)),
    # The pause takes the last day and the one after: two days; so Wednesday 18.
    Worked("2026-01-05", COMPLAINT, NL, "2026-02-18", pauses=(("2026-02-16", "2026-02-18"),)),
    # Two days move it to Wednesday 18 February. So the second pause begins before the end: seven more, Wednesday 25.
    Worked(
        "2026-01-05",
        COMPLAINT,
        NL,
        "2026-02-25",
        pauses=(("2026-01-12", "2026-01-14"), ("2026-02-17", "2026-02-24")),
    ),
    # The pause began before the event: of it only 6 and 7 January are days of the term; so Wednesday 18.
    Worked("2026-01-05", COMPLAINT, NL, "2026-02-18", pauses=(("2025-12-29", "2026-01-08"),)),
    # One day more than 2 April is Good Friday; so Tuesday 7.
    Worked("2026-03-02", Term(1, MONTHS), NL, "2026-04-07", pauses=(("2026-03-10", "2026-03-11"),)),
    # Ten weeks end on 16 March, seven days later is Monday 23.
    Worked("2026-01-05", COMPLAINT, NL, "2026-03-23", extended=True, pauses=(("2026-02-02", "2026-02-09"),)),
    # A pause that ends on the day on which it begins is none.
    Worked("2026-01-05", COMPLAINT, NL, "2026-02-16", pauses=(("2026-01-19", "2026-01-19"),)),
    # Twenty working days in England end on Monday 30 March (below); five were lost: 31 March, 1, 2, then 7 and 8 April.
    Worked("2026-03-02", Term(20, WORKING), EN, "2026-04-08", pauses=(("2026-03-09", "2026-03-14"),)),
)

ENGLISH = (
    # Four days of the first week, three weeks of five: 19 by Friday 27 March; the twentieth is Monday 30.
    one("2026-03-02", 20, WORKING, EN, "2026-03-30"),
    # 24 to 27 March 4; 30 March to 2 April 8; Good Friday; Easter Monday; 7 to 10 April 12; 17; 20, 21, 22 April.
    one("2026-03-23", 20, WORKING, EN, "2026-04-22"),
    # Boxing Day 2026 is a Saturday, so Monday 28 is off too: 29, 30, 31.
    one("2026-12-24", 3, WORKING, EN, "2026-12-31"),
    # 2021: Christmas on a Saturday and Sunday, so 27 and 28 are off: 29, 30, 31.
    one("2021-12-24", 3, WORKING, EN, "2021-12-31"),
    # 2022: Christmas Day on a Sunday; 26 is Boxing Day, 27 the substitute: 28, 29, 30.
    one("2022-12-23", 3, WORKING, EN, "2022-12-30"),
    # New Year's Day 2022 is a Saturday; Monday 3 is off: 4, 5, 6.
    one("2021-12-31", 3, WORKING, EN, "2022-01-06"),
    # 2022: the holiday at the end of May was moved to 2 June, and 3 June was added. 17 to 20 May 4; 23 to 27 May 9;
    # 30 and 31 May, 1 June 12; 6 to 10 June 17; 13, 14, 15 June.
    one("2022-05-16", 20, WORKING, EN, "2022-06-15"),
    # 19 September 2022, a Monday, was the day of the state funeral: 15, 16, 20, 21, 22.
    one("2022-09-14", 5, WORKING, EN, "2022-09-22"),
    # 2020: the holiday of 4 May was moved to Friday 8: 6, 7, 11, 12, 13.
    one("2020-05-05", 5, WORKING, EN, "2020-05-13"),
    # 8 May 2023, a Monday, was added for the coronation: 5, 9, 10, 11, 12.
    one("2023-05-04", 5, WORKING, EN, "2023-05-12"),
    # 31 August 2026 is the last Monday of August: 1, 2, 3 September.
    one("2026-08-28", 3, WORKING, EN, "2026-09-03"),
    # Nothing moves an English term: Saturday 4 April stays.
    one("2025-10-04", 6, MONTHS, EN, "2026-04-04"),
    # April has no 31st: Thursday 30.
    one("2026-01-31", 3, MONTHS, EN, "2026-04-30"),
)

WORKED = (*DUTCH, *PAUSED, *ENGLISH)
"""All of them."""
