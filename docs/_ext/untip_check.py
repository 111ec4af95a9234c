"""Warn of garbled text on pages: stray back quotes, markup of roles, signatures without their parameters."""

import re
from html import unescape
from typing import Any

from sphinx.application import Sphinx
from sphinx.util import logging

CODE = re.compile(r"<code\b[^>]*>(.*?)</code>", re.DOTALL)
ENTRY = re.compile(r'<dt class="sig [^>]*id="([^"]+)">(.*?)</dt>\s*<dd>(.*?)(?=<dt class="sig |\Z)', re.DOTALL)
PARAMETERS = re.compile(r"Parameters<span.*?</dt>\s*<dd[^>]*>(.*?)</dd>", re.DOTALL)
NOT_TEXT = re.compile(r"<pre\b.*?</pre>|<dt class=\"sig .*?</dt>|<script\b.*?</script>|<style\b.*?</style>", re.DOTALL)
STRAY = re.compile(
    r"`|\*\*|:(?:py:)?(?:class|func|meth|attr|data|exc|doc|ref):|\{(?:py:)?(?:class|func|meth|doc|ref)\}"
)


def text_of(html: str) -> str:
    """Return the text of a piece of HTML."""
    return unescape(re.sub(r"<[^>]*>", "", html))


def faults(html: str) -> list[str]:
    """Return each garbled piece of a page: code, text around a stray mark, parameters that a signature lacks."""
    prose = NOT_TEXT.sub("", html)
    codes = [text_of(code) for code in CODE.findall(prose)]
    found = [
        f"code {code!r}" for code in codes if STRAY.search(code) or code != code.strip() or re.search(r"\\[|<]", code)
    ]
    text = " ".join(text_of(CODE.sub(" ", prose)).split())
    found += [f"text {text[max(0, match.start() - 30) : match.end() + 30]!r}" for match in STRAY.finditer(text)]
    for name, signature, body in ENTRY.findall(html):
        listed = "".join(PARAMETERS.findall(body))
        described = re.findall(r"<strong>\**(\w+)</strong>", listed)
        shown = re.findall(r"\w+", text_of(signature))
        found += [f"{name}: parameter {one!r} is not in the signature" for one in described if one not in shown]
        found += [
            f"{name}: representation {one!r}"
            for one in re.findall(r"TypeAlias\w+|ForwardRef|<\w+[^>]*>", text_of(signature))
        ]
    return found


def check(_app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    """Warn of every fault of a page that is about to be written."""
    for fault in faults(context.get("body", "")):
        logging.getLogger(__name__).warning("garbled: %s", fault, location=page, type="untip", subtype="garbled")


def setup(app: Sphinx) -> dict[str, Any]:
    """Check every page of HTML."""
    app.connect("html-page-context", check)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
