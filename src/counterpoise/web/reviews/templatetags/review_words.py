"""Words of the questions, for the templates."""

from django import template
from django.utils.translation import get_language

from counterpoise.record import Side
from counterpoise.record.reviews import ReviewAnswer
from counterpoise.reviews.instrument import Language, item

__all__ = ["register"]

register = template.Library()


@register.filter
def question_words(answer: ReviewAnswer) -> str:
    """Return the question that was answered, in the reader's language."""
    language = Language.NL if get_language() == "nl" else Language.EN
    return item(answer.item, answer.side or Side.CIVIC).words(language)
