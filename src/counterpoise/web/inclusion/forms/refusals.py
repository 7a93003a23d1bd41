"""The words for what the rules of this room say no to."""

from typing import Any

from django.utils.translation import gettext_lazy as _

__all__ = ["LINES", "REFUSED"]

REFUSED: dict[str, Any] = {
    "inclusion.no_words": _("Please write something first."),
    "inclusion.no_reason": _("Please give a reason."),
    "inclusion.no_side": _("Please choose for which side."),
    "inclusion.no_kind": _("Please choose what kind of thing it is."),
    "inclusion.day_to_come": _("This day is still to come. Please write today or an earlier day."),
    "inclusion.group_without_name": _("Please give the group a name."),
    "inclusion.group_too_vague": _("Whom do you mean by “%(name)s”? Please say who belongs to it."),
    "inclusion.fewer_than_nobody": _("Fewer than nobody can not be. Please write 0 or more."),
    "inclusion.population_without_name": _("Please say which people these are."),
    "inclusion.no_variable": _("Please say by what people are counted, such as their age."),
    "inclusion.nobody_counted": _("Please write at least one line."),
    "inclusion.nobody_by_this_name": _("Nobody takes part here under this name. Please check how it is written."),
    "inclusion.several_by_this_name": _("More than one person takes part under this name."),
    "inclusion.meeting_without_title": _("Please give the meeting a name."),
    "inclusion.meeting_without_day": _("Please write the day of the meeting."),
    "inclusion.cost_below_zero": _("A cost is 0 or more."),
    "inclusion.meeting_not_held": _("This meeting was not held yet. Please write when it was held."),
    "inclusion.no_floor": _("Please write how much people spoke, each number on a line of its own."),
    "inclusion.no_unit": _("Please choose in what it was counted."),
    "inclusion.closed_already": _("This meeting was closed already."),
    "inclusion.closing_note_missing": _("Please write how it was closed."),
    "inclusion.barrier_how_missing": _("Please say how it was taken away."),
    "inclusion.barrier_solved_before_reported": _("It was told later than this day. Please check both days."),
    "inclusion.no_route": _("Please say how people are asked."),
    "inclusion.no_limits_of_route": _("Please say whom that does not reach. Every way leaves somebody out."),
    "inclusion.no_such_step": _("Somebody took another step already. Please look at it again."),
    "inclusion.criterion_missing": _("Please write the criterion first."),
    "inclusion.method_missing": _("Please choose how seats are filled first."),
    "inclusion.decider_missing": _("Please choose who decides first."),
    "inclusion.criteria_not_frozen": _("The criteria are not fixed yet. Fix them before anybody is asked."),
    "inclusion.criteria_changed": _("The criteria are fixed. A next round can have others."),
    "inclusion.not_in_missing": _("Please say who is not in, in numbers."),
    "inclusion.not_seated": _("Its seats are not filled yet."),
    "inclusion.not_by_lottery": _("These seats are not filled by lottery. Plan seats with the lottery as method."),
    "inclusion.lottery_goes_on": _(
        "A lottery for these seats goes on. Draw the panel or break it off, then plan the next round."
    ),
    "inclusion.criteria_before_list": _(
        "Fix the criteria first, on the page of how seats were filled. Nobody can fit them to the list then."
    ),
    "inclusion.removed_for_stance": _("Nobody loses a seat for what they think."),
    "inclusion.conduct_missing": _("Please say what they did. What somebody thinks is no ground."),
    "inclusion.appeal_body_one_sided": _("Please choose a body with both sides in it, to which they can appeal."),
    "inclusion.more_critics_than_people": _("More people against it than people can not be. Please check the numbers."),
    "inclusion.nobody_asked": _("Please say who is asked: a person, or a group and how many."),
    "inclusion.replied_already": _("A reply was written down already."),
    "inclusion.more_replies_than_asked": _("%(asked)s people were asked. Please check the number."),
    "inclusion.expired": _("This invitation no longer holds."),
    "inclusion.hours_below_zero": _("Please write 0 or more."),
    "inclusion.no_round": _("Please choose the round."),
    "inclusion.lottery_line": "%(line)s",
    "inclusion.form_of_another": _("This form belongs to other seats. Please open the page anew and send it again."),
    "inclusion.no_place": _("Please write how many places there are, one or more."),
    "inclusion.no_volunteers": _("Please give a file, or paste the lines."),
    "inclusion.frozen_already": _("The lottery is frozen. To change anything, break it off and begin another."),
    "inclusion.pool_held_by_other": _("Somebody else gave the pool and holds it. Only they can change it."),
    "inclusion.protected_feature": _(
        "The law protects this: %(names)s. Leave it out, or write down the ground in law that allows it."
    ),
    "inclusion.pool_changed_meanwhile": _("Somebody changed the pool meanwhile. Please look at these quotas again."),
    "inclusion.no_quotas": _("Please set the quotas first."),
    "inclusion.work_goes_on": _("The site is working on this already. Please look again in a moment."),
    "inclusion.no_chances_yet": _("Please work out the chances first."),
    "inclusion.no_chance_named": _("Please choose what will choose the panel."),
    "inclusion.chance_of_the_past": _("Please write today or a day to come: nobody may know the number yet."),
    "inclusion.no_place_of_draw": _("Please write where everybody can see it."),
    "inclusion.no_drand_round": _("Please write the number of the round."),
    "inclusion.drand_round_of_the_past": _(
        "Round %(number)s of drand has come out already. Please take one that is still to come, and write the chain."
    ),
    "inclusion.chance_unusable": _("This can not be used. Please write it as the example shows."),
    "inclusion.other_drand_round": _("This is another round than the one that was named."),
    "inclusion.before_the_day": _("The day that was named is still to come."),
    "inclusion.no_witness": _("Please write who was there."),
    "inclusion.drawn_already": _("The panel was drawn already, with %(drawn)s."),
    "inclusion.drawn_stays": _("A panel was drawn, and that stays. If people cannot come, others take their places."),
    "inclusion.nobody_left": _("Please choose who left."),
    "inclusion.no_ground_of_leaving": _("Please choose why."),
    "inclusion.no_words_of_leaving": _("Please write why in a few words. Everybody can read them."),
    "inclusion.name_in_words": _("The id of somebody who leaves stands in these words. Please write it without names."),
    "inclusion.still_seated": _(
        "Somebody among them still holds a seat. End the seat first, on the page of how seats were filled."
    ),
    "inclusion.seat_without_draw": _(
        "These seats are filled by lottery, and nobody was drawn yet. Draw the panel first. To fill a seat in another "
        "way, plan that with its own method."
    ),
    "inclusion.not_drawn": _(
        "This code is of nobody who is on the panel. A seat by lottery is for who was drawn. Look how the code is "
        "written, or plan seats with another method."
    ),
    "inclusion.drawn_seated_already": _("Somebody got a seat with this code already."),
    "inclusion.too_few_left": _("There are %(wanted)s places to fill, and %(left)s people left who could."),
    "levels.no_good": _("Please name both: what was gained, and what gave way."),
    "levels.same_good": _("These are the same. What gave way to what?"),
    "levels.no_gave_way": _("Please name what gave way."),
    "levels.no_review_date": _("Please write when you look at it again."),
    "levels.review_not_ahead": _("Please write a day after today."),
    "levels.review_too_far": _("That is too far away. Please write a day within twelve months."),
}
"""For each refusal, what people read."""

LINES: dict[str, Any] = {
    "no_number": _("Line %(line)s: please write a name and a number, such as “65 to 79: 120”."),
    "not_a_number": _("Line %(line)s: “%(text)s” is not a number of people."),
    "too_many_people": _("Line %(line)s: %(text)s is too many people."),
    "twice": _("Line %(line)s: “%(name)s” stands there twice."),
    "too_long": _("Line %(line)s: the name is longer than %(most)s signs."),
    "too_many_lines": _("There are %(number)s lines. At most %(most)s can be read."),
    "no_lines": _("Please write at least one line."),
    "unknown_name": _("Line %(line)s: nobody knows “%(name)s” here. Name a group, or write the number alone."),
    "not_readable": _("This file can not be read. It should be a CSV file or a workbook, with two columns."),
    "too_large": _("This file is too large. At most one megabyte can be read."),
    "cell": _("Line %(line)s: this cell can not be read."),
    "columns": _("Line %(line)s: this should be two columns, a name and a number."),
}
"""For each thing that is wrong on a line of numbers, what people read."""
