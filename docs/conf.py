"""Settings of the documentation: sphinx-build -n -W -b html docs docs/_build."""

import re
import sys
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

import untip

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "untip"
author = "The untip contributors"
copyright = "The untip contributors. Code: MIT. Data and documentation: CC0-1.0"
version = untip.__version__
release = f"{untip.__version__}, data {untip.__data_version__}"

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "untip_reference"]
exclude_patterns = ["_build", "_ext"]
default_role = "code"  # single back quotes in docstrings are code
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
nb_execution_mode = "force"  # each notebook runs when the docs are built, and an error there is an error of the build
nb_execution_raise_on_error = True
nb_execution_timeout = 120
html_theme = "furo"
html_title = f"untip {untip.__version__}"
html_static_path = ["_static"]
html_css_files = ["untip.css"]
html_show_sourcelink = False
html_theme_options = {"sidebar_hide_name": False}

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
# names of types that signatures show and this documentation has no page for: the standard library's, and internal ones
nitpick_ignore_regex = [("py:(class|obj|data)", r"(?!untip\.).*"), ("py:(class|obj|data)", r"untip\._.*")]


def _strip_code(*given: Any) -> None:
    """Take the space out of code such as ` | `, which reStructuredText does not know as code."""
    lines: list[str] = given[-1]
    lines[:] = [re.sub(r"` +([^`]+?) +`", r"`\1`", line) for line in lines]


def setup(app: Sphinx) -> None:
    """Add what the settings above do not say."""
    app.connect("autodoc-process-docstring", _strip_code)
