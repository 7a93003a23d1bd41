"""How the pages are built: Markdown, the reference from the docstrings, every warning an error."""

from importlib.metadata import version as version_of

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
    "sphinx.ext.viewcode",
]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "Counterpoise"
html_show_sphinx = False

# The library wing alone: the site is used through its pages and its API, which describe themselves.
apidoc_modules = [
    {
        "path": "../src/counterpoise",
        "destination": "reference/generated",
        "exclude_patterns": ["../src/counterpoise/web*", "**/web/**"],
        "separate_modules": True,
        "module_first": True,
        "no_headings": False,
        "max_depth": 2,
    },
]
autodoc_default_options = {"members": True, "ignore-module-all": True, "show-inheritance": True, "member-order": "bysource"}
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
napoleon_google_docstring = False
napoleon_numpy_docstring = True
napoleon_use_ivar = True
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3
