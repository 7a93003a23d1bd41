"""Why a file of care data, or a part of one, cannot be read."""

from typing import Any

__all__ = ["CareDataError"]


class CareDataError(ValueError):
    """Something cannot be read as FHIR.

    Attributes
    ----------
    code
        What is wrong: ``missing_file``, ``not_a_file``, ``cannot_open``, ``too_large``, ``too_many_parts``,
        ``too_many``, ``line_too_long``, ``empty``, ``packed``, ``not_text``, ``not_json``, ``not_a_number``,
        ``key_twice``, ``too_deep``, ``not_xml``, ``entities``, ``needs_lxml``, ``not_fhir``, ``no_type``, ``bad_type``,
        ``not_an_object``, ``not_a_value``, ``bad_letters``, ``nothing_in_it``, ``no_subject``, ``no_such_day``,
        ``several_values`` or ``not_r4``.
    given
        What was found, by name.
    """

    def __init__(self, code: str, **given: Any) -> None:  # noqa: ANN401 - whatever was found
        self.code = code
        self.given = given
        super().__init__(code)
