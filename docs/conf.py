"""Settings of the documentation: sphinx-build -n -W -b html docs docs/_build."""

import os
import re
import sys
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.pycode import ModuleAnalyzer
from sphinx.util.typing import stringify_annotation

import untip
from untip._export.addresses import RECORDS

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "untip"
author = "The untip contributors"
copyright = "The untip contributors. Code: MIT. Data and documentation: CC0-1.0"
version = untip.__version__
release = f"{untip.__version__}, data {untip.__data_version__}"

extensions = [
    *("myst_nb", "sphinx.ext.autodoc", "sphinx.ext.autosummary", "sphinx.ext.napoleon"),
    *("untip_check", "untip_reference"),
]
exclude_patterns = ["_build", "_ext", "_templates"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
nb_execution_mode = "force"  # each notebook runs when the docs are built, and an error there is an error of the build
nb_execution_raise_on_error = True
nb_execution_timeout = 120
html_theme = "furo"
html_title = f"untip {untip.__version__}"
html_static_path = ["_static"]
templates_path = ["_templates"]
html_sidebars = {
    "**": [
        f"sidebar/{part}.html" for part in ("brand", "search", "scroll-start", "explorer", "navigation", "scroll-end")
    ]
}
html_css_files = ["untip.css"]
html_js_files = ["untip.js"]
html_show_sourcelink = False
html_theme_options = {"sidebar_hide_name": False}

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autosummary_generate = False
autodoc_type_aliases = {"When": "untip.dates.When", "DateLike": "untip.dates.DateLike"}
maximum_signature_line_length = 90
python_use_unqualified_type_names = True
# names of types that signatures show and this documentation has no page for: the standard library's, and internal ones
nitpick_ignore = [("py:class", "untip.Found")]  # a row, whose fields the text of its function lists
nitpick_ignore_regex = [("py:(class|obj|data)", r"(?!untip\.).*"), ("py:(class|obj|data)", r"untip\.([\w.]+\.)?_.*")]


def _literal(*given: Any) -> None:
    """Write code of a docstring as reStructuredText wants it: two back quotes, no space beside them, on one line."""
    lines: list[str] = given[-1]
    text = re.sub(r"(?<!`)`([^`]+)`(?!`)", lambda match: f"``{' '.join(match[1].split())}``", "\n".join(lines))
    lines[:] = text.split("\n")


EXPLORER = os.environ.get("UNTIP_EXPLORER", RECORDS)
"""Where the pages of the records are: an address, or the way there from the folder of these pages."""


def explorer(page: str) -> str:
    """Return the way from a page to the explorer."""
    return EXPLORER if "://" in EXPLORER else "../" * page.count("/") + EXPLORER


def _linked(_app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Let each page lead to the explorer."""
    context["explorer"] = explorer(page)


def _to_records(_app: Sphinx, tree: nodes.document, page: str) -> None:
    """Let links to records lead to the explorer that these pages are built for."""
    for link in tree.findall(nodes.reference):
        if link.get("refuri", "").startswith(RECORDS):
            link["refuri"] = explorer(page) + link["refuri"].removeprefix(RECORDS)


RETURNED = {f"untip.{name}" for name in ("Collection", "Match", "Mention", "Resolution", "TimelineEntry")}
RETURNED |= {"untip.dates.Answer", "untip.dates.Precision", "untip.tables.Column"}
"""Classes whose objects are returned, not made: how to make one is not shown."""


def _signature(*given: Any) -> tuple[str | None, str | None]:
    """Name type aliases and the package's registry in place of what they stand for; hide how collections are made."""
    name, (signature, returned) = given[2], given[-2:]
    if name in RETURNED:
        return "", None
    if signature is not None:
        for alias in ("When", "DateLike"):
            signature = signature.replace(f"TypeAliasForwardRef('untip.dates.{alias}')", f"~untip.dates.{alias}")
            spelled = stringify_annotation(getattr(untip.dates, alias), "smart")
            signature = signature.replace(spelled, f"~untip.dates.{alias}")
        signature = signature.replace(repr(untip.registry), "untip.registry").replace("<object object>", "...")
    return signature, returned


HOMES = {
    "untip": [
        *("untip._registry.collection", "untip._registry.registry", "untip._registry.timeline", "untip._search.match"),
        *("untip._resolve.answers", "untip._mentions.finder"),
    ],
    "untip.tables": ["untip.tables._columns", "untip.tables._table"],
}
"""By public module, the modules that define its classes."""


def _attributes(*_: Any) -> None:
    """Let autodoc find the attributes of classes whose public address is not the module that defines them."""
    for public, modules in HOMES.items():
        face = ModuleAnalyzer.for_module(public)
        face.analyze()
        for module in modules:
            analyzer = ModuleAnalyzer.for_module(module)
            analyzer.analyze()
            face.attr_docs |= analyzer.attr_docs
            face.tagorder |= analyzer.tagorder


def _described(app: Sphinx, tree: nodes.document, name: str) -> None:  # noqa: ARG001
    """Give each figure of a notebook a text for those who do not see it: what its section is about."""
    for image in tree.findall(nodes.image):
        if image.get("alt", image["uri"]) == image["uri"]:
            section = image.parent
            while not isinstance(section, nodes.section | nodes.document):
                section = section.parent
            heading = section.next_node(nodes.title)
            image["alt"] = f"Figure: {heading.astext() if heading else name}"


def setup(app: Sphinx) -> None:
    """Connect what the settings above cannot say."""
    app.connect("autodoc-process-docstring", _literal, priority=100)  # before napoleon, which knows this form only
    app.connect("autodoc-process-signature", _signature)
    app.connect("builder-inited", _attributes)
    app.connect("doctree-resolved", _described)
    app.connect("doctree-resolved", _to_records)
    app.connect("html-page-context", _linked)
