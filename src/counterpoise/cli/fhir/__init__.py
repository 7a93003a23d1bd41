"""``counterpoise fhir``: care data in as care paths, and who wrote what down out again."""

from counterpoise.cli.fhir.verbs import fhir

__all__ = ["fhir"]
