"""Words for what the record holds."""

from django import template

register = template.Library()
