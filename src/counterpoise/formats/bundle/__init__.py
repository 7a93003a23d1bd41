"""The record as a bundle: a folder or zip of JSON lines, one file a table, with a manifest of their SHA-256."""

from counterpoise.formats.bundle.manifest import FORMAT, MANIFEST, VERSION, Manifest
from counterpoise.formats.bundle.reading import Loaded, read
from counterpoise.formats.bundle.writing import BundleExistsError, write

__all__ = ["FORMAT", "MANIFEST", "VERSION", "BundleExistsError", "Loaded", "Manifest", "read", "write"]
