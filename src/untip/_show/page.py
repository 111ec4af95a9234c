"""Records and tables as HTML for notebooks: no script, everything escaped, colours of the page around them.

Text and background are inherited and lines are translucent, so that light and dark themes both fit; a notebook has a
theme of its own, which `prefers-color-scheme` does not know.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from html import escape
from typing import Any

from untip._show.screen import counted, kind_line, title
from untip._show.text import filled
from untip._show.values import Fact, cited, facts, said

FIRST, LAST = 10, 5
"""How many rows of a long table are shown from its beginning and its end."""

INLINE = 3
"""How many values of a field stand in the card itself; more are folded."""

CELL = 160
"""The longest text of a cell."""

SHORT = 24
"""How long a text may be that is never broken, such as a date."""

STYLE = """<style>
.untip { color: inherit; font-size: 0.93em; line-height: 1.45; max-width: 60em; }
.untip a { color: inherit; text-decoration: underline; }
.untip .muted, table.untip caption { opacity: 0.72; }
.untip code { color: inherit; background: rgba(128, 128, 128, 0.16); padding: 0 0.25em; border-radius: 3px; }
.untip details { margin: 0.15em 0; }
.untip summary { cursor: pointer; }
.untip ul { margin: 0.2em 0 0.4em; padding-left: 1.4em; }
div.untip { border: 1px solid rgba(128, 128, 128, 0.45); border-radius: 6px; padding: 0.7em 1em; }
div.untip b { font-size: 1.12em; }
div.untip p { margin: 0.5em 0; }
div.untip dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.15em 1em; margin: 0.5em 0; }
div.untip dl dt { opacity: 0.72; font-weight: normal; float: none; width: auto; max-width: 14em; }
div.untip dl dd { margin: 0; width: auto; float: none; }
table.untip { border-collapse: collapse; max-width: none; }
table.untip caption { text-align: left; caption-side: top; padding: 0.2em 0; }
table.untip th, table.untip td { text-align: left !important; vertical-align: top;
  max-width: 36em; padding: 0.2em 0.7em;
  border: 0; border-bottom: 1px solid rgba(128, 128, 128, 0.3); overflow-wrap: break-word; white-space: normal; }
table.untip th.n, table.untip td.n { text-align: right !important; white-space: nowrap;
  font-variant-numeric: tabular-nums; }
table.untip .i { white-space: nowrap; }
</style>
"""


def cut(text: str) -> str:
    """Return a text cut to the length of a cell, escaped."""
    return escape(text if len(text) <= CELL else f"{text[: CELL - 1].rstrip()}…")


# ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def table(
    caption: str, heads: Sequence[str], count: int, row: Callable[[int], Sequence[str]], right: Collection[int] = ()
) -> str:
    """Return rows as an HTML table: all of a short one, of a long one the first and the last.

    Args:
        caption: What stands above.
        heads: The names of the columns.
        count: How many rows there are.
        row: Returns the cells of the row at a position; only rows that are shown are asked for.
        right: The columns that hold numbers.
    """
    is_long = count > FIRST + LAST + 1
    places = [*range(FIRST), *range(count - LAST, count)] if is_long else range(count)
    rows = [row(place) for place in places]
    kept = filled(rows, heads, heads[:2])
    numbers = [place for place, column in enumerate(kept) if column in right]
    body = [_row([cells[column] for column in kept], numbers) for cells in rows]
    if is_long:
        body.insert(FIRST, f'<tr><td class="muted" colspan="{len(kept)}">… {count - FIRST - LAST} more …</td></tr>')
    head = _row([heads[column] for column in kept], numbers, "th")
    return (
        f'{STYLE}<table class="untip"><caption>{escape(caption)}</caption>'
        f"<thead>{head}</thead><tbody>{''.join(body)}</tbody></table>"
    )


def _row(cells: Sequence[str], right: Collection[int], tag: str = "td") -> str:
    parts = []
    for place, text in enumerate(cells):
        kind = ' class="n"' if place in right else ' class="i"' if len(text) <= SHORT else ""
        parts.append(f"<{tag}{kind}>{cut(text)}</{tag}>")
    return f"<tr>{''.join(parts)}</tr>"


# ── cards ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def card(record: Any) -> str:
    """Return a record as a card: name, what it is, summary, facts, and folds for whatever is longer."""
    every = list(facts(record))
    inline = [fact for fact in every if len(fact.values) <= INLINE and fact.name not in ("links", "identifiers")]
    folded = [fact for fact in every if fact not in inline and fact.name != "links"]
    parts = [f"<b>{escape(title(record))}</b><br>", f'<span class="muted">{escape(kind_line(record))}</span>']
    if record.summary:
        parts.append(f"<p>{escape(record.summary)}</p>")
    if record.links:
        parts.append(f"<p>{' · '.join(_link(said(link.type), link.url) for link in record.links)}</p>")
    if inline:
        pairs = (f"<dt>{escape(fact.name)}</dt><dd>{', '.join(_values(fact))}</dd>" for fact in inline)
        parts.append(f"<dl>{''.join(pairs)}</dl>")
    parts += [_fold(f"{fact.name} ({len(fact.values)})", _values(fact)) for fact in folded]
    if record.disputes:
        parts.append(_fold(counted(len(record.disputes), "dispute"), map(_dispute, record.disputes)))
    sources = cited(record)
    if sources:
        parts.append(_fold(counted(len(sources), "source"), (f"<code>{escape(id)}</code>" for id in sources)))
    return f'{STYLE}<div class="untip">{"".join(parts)}</div>'


def _values(fact: Fact) -> list[str]:
    """Return the values of a field as HTML, ids of records as code."""
    return [_id(one) if fact.are_ids else escape(one) for one in fact.values]


def _id(text: str) -> str:
    """Return an id, or a name with an id in brackets after it, as HTML."""
    name, bracket, id = text.rpartition(" (")
    return f"{escape(name)} (<code>{escape(id[:-1])}</code>)" if bracket else f"<code>{escape(text)}</code>"


def _link(text: str, url: str) -> str:
    if not url.startswith(("https://", "http://")):
        return escape(f"{text}: {url}")
    return f'<a href="{escape(url)}" rel="noopener">{escape(text)}</a>'


def _fold(text: str, items: Iterable[str]) -> str:
    """Return a fold with a list in it; its items are HTML already."""
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f"<details><summary>{escape(text)}</summary><ul>{listed}</ul></details>"


def _dispute(dispute: Any) -> str:
    """Return a disagreement as HTML: what it is about, then each claim with its sources."""
    claims = []
    for number, claim in enumerate(dispute.claims):
        sources = ", ".join(f"<code>{escape(one.source)}</code>" for one in claim.citations)
        kept = " (followed here)" if number == dispute.kept else ""
        claims.append(f"<li>{escape(claim.value)}{kept}: {sources}</li>")
    return f"{escape(dispute.about)}<ul>{''.join(claims)}</ul>"
