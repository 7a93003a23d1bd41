"""How the pages are built: Markdown, the reference from the docstrings, every warning an error."""

import re
from importlib.metadata import version as version_of

from sphinx.application import Sphinx

project = "Counterpoise"
author = "the makers of Counterpoise"
copyright = "the makers of Counterpoise, EUPL-1.2"
release = version = version_of("counterpoise")

extensions = [
    "myst_parser",
    "sphinx.ext.apidoc",
    "sphinx.ext.autodoc",
    "sphinx.ext.doctest",
    "sphinx.ext.mathjax",
    "sphinx.ext.napoleon",
]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "Counterpoise"
html_show_sphinx = False
# The modules of the library stand in no table of contents: writing hundreds of names beside every page took minutes.
# A test holds that every other page can be reached. And a word such as Reading may name more than one thing in a
# library; where a docstring says it, the link goes to the nearest.
suppress_warnings = ["toc.not_included", "ref.python"]

# The library wing alone: the site is used through its pages and its API, which describe themselves.
apidoc_modules = [
    {
        "path": "../src/counterpoise",
        "destination": "reference/generated",
        # The module truth and the function truth of the package around it would be two things of one name.
        "exclude_patterns": ["../src/counterpoise/web*", "**/web/**", "**/synthetic/truth.py"],
        "separate_modules": True,
        "module_first": True,
        "no_headings": False,
        "max_depth": 2,
    },
]
autodoc_default_options = {
    "members": True,
    "ignore-module-all": True,
    "show-inheritance": True,
    "member-order": "bysource",
}
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
napoleon_google_docstring = False
napoleon_numpy_docstring = True
napoleon_use_ivar = True
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3


def escape_bars(_app: object, _what: str, _name: str, _obj: object, _options: object, lines: list[str]) -> None:
    """Keep |a - b| in a docstring what it is in mathematics, instead of a substitution nobody defined.

    Code, literals and tables are left alone.
    """
    for number, line in enumerate(lines):
        if not line.lstrip().startswith((">>>", "...", "|", "+")):
            parts = re.split(r"(`+[^`]*`+)", line)
            lines[number] = "".join(part if part.startswith("`") else part.replace("|", r"\|") for part in parts)


def setup(app: Sphinx) -> None:
    """Let Sphinx call what stands above."""
    app.connect("autodoc-process-docstring", escape_bars, priority=900)
