"""Fields that several forms of this room share; those of all rooms are the site's."""

from counterpoise.web.ui.forms import Day, matter_field, reason_field, side_field, voice

__all__ = ["Day", "matter_field", "reason_field", "side_field", "voice"]
