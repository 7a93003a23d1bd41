"""Whether a resource follows FHIR R4 to the letter, as the R4B models of ``fhir.resources`` say."""

import json
from collections.abc import Mapping
from typing import Any

from counterpoise.formats.fhir.problems import CareDataError
from counterpoise.formats.fhir.words import written

__all__ = ["require_r4"]


def require_r4(resource: Mapping[str, Any]) -> None:
    """Refuse a resource that does not follow FHIR R4 to the letter.

    Raises
    ------
    CareDataError
        ``not_r4``, with the first thing that is wrong.
    ModuleNotFoundError
        If ``fhir.resources`` is not installed.
    """
    from fhir.resources.R4B import get_fhir_model_class
    from pydantic import ValidationError

    try:
        get_fhir_model_class(resource["resourceType"]).model_validate(json.loads(written(resource)))
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise CareDataError("not_r4", problem=f"{place}: {first['msg']}") from error
