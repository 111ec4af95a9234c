"""Figures of relations: records as nodes, what they say of each other as edges."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from untip._registry.finding import resolve
from untip._registry.given import registry_of
from untip._registry.registry import Registry
from untip._search.relations import references
from untip.errors import UsageError
from untip.plots import _labels
from untip.plots import _look as look
from untip.schema import Record

if TYPE_CHECKING:
    from untip.plots._figure import Figure

Row = dict[str, Any]

MOST = 200
"""How many records a network shows at most: more cannot be read."""

ROUNDS = 220
"""How often the nodes are moved."""

SIZE, LINE = 10, 11
"""Of labels: the size of the text, and from one line to the next, in pixels."""

WIDTHS = (120, 160, 95)
"""How wide the lines of a label may be, in pixels; the first that finds the clearest place is taken."""

AREA = (50, 240)
"""The area of a node without relations, and of the one with most."""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


def network(
    records: Iterable[Record | str],
    *,
    theme: look.Theme | None = "light",
    width: int = 600,
    height: int = 480,
    registry: Registry | None = None,
) -> Figure:
    """Return a chart of how records name each other; the same records give the same picture.

    A label that would cover another or a node is left out; names of all nodes stand in tooltips. No two labels are the
    same.

    Args:
        records: Records, their ids or names, at most 200.
        theme: `light` or `dark`; `None` sets no colours of text and background.
        width: The width of the figure in pixels.
        height: The height of its plot in pixels.
        registry: The records that ids are looked up in; the package's own by default.

    Returns:
        An `altair.LayerChart`; `chart.data` has a row a node: id, name, kind, relations, x, y, label.

    Raises:
        MissingExtraError: altair or pandas is not installed.
        UsageError: There are no records or too many, `registry` is no registry, or the size is not a whole number of
            pixels or is too small.
        UnknownIdError: There is no such record.
        AmbiguousNameError: Several records have that name.
        UnknownFieldError: There is no such theme.

    Example:
        >>> import untip.plots
        >>> chart = untip.plots.network(untip.members("icat"))  # doctest: +SKIP
    """
    alt = look.library(width, height)
    own = registry_of(registry)
    nodes = {one.id: one for one in (resolve(own._records, record) for record in look.several(records, "records"))}
    if not 0 < len(nodes) <= MOST:
        raise UsageError(f"a network needs 1 to {MOST} records, found {len(nodes)}")
    plot = (width - 24, height)
    graph = _graph(nodes, *plot)
    return look.figure(_layers(alt, graph, plot, theme), _captions(graph), theme, width, plot)


class _Graph(NamedTuple):
    """Records and the relations between them, each with its place."""

    nodes: list[Row]
    edges: list[Row]
    lines: list[Row]
    """The lines of the labels, each with its place."""


def _graph(nodes: dict[str, Record], width: float, height: float) -> _Graph:
    links = _links(nodes)
    places = _layout(list(nodes), [(a, b) for a, b, _ in links], width, height)
    names = _labels.labels(nodes.values())
    rows: list[Row] = [
        {
            "id": id,
            "name": one.name,
            "kind": look.kind_words(one),
            "relations": sum(id in link[:2] for link in links),
            "x": places[id][0],
            "y": places[id][1],
            "short": names[id],
        }
        for id, one in nodes.items()
    ]
    edges = [
        {"x": places[a][0], "y": places[a][1], "x2": places[b][0], "y2": places[b][1], "relation": relation}
        for a, b, relation in links
    ]
    return _Graph(rows, edges, _label(rows, edges, width, height))


def _layers(alt: Any, graph: _Graph, plot: tuple[float, float], theme: look.Theme | None) -> Any:
    data = look.frame(graph.nodes, ("id", "name", "kind", "relations", "x", "y", "label", "lx", "ly", "short"))
    words = alt.Chart(look.frame(graph.lines, ("text", "x", "y"))).encode(x="x:Q", y="y:Q", text="text:N")
    text = {"align": "center", "baseline": "middle", "fontSize": SIZE}
    most = max(row["relations"] for row in graph.nodes)
    own = look.colours(theme)
    kinds = list(dict.fromkeys(row["kind"] for row in graph.nodes))
    columns = max(int(plot[0] / 110), 2)
    legend = alt.Legend(title=None, orient="bottom", columns=columns) if len(kinds) > 1 else None
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, plot[0]], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, plot[1]], reverse=True, nice=False))
    return alt.layer(
        alt.Chart(look.frame(graph.edges, ("x", "y", "x2", "y2", "relation")))
        .mark_rule(color=own["soft"], opacity=0.35)
        .encode(x=x, y=y, x2="x2:Q", y2="y2:Q", tooltip=["relation:N"]),
        alt.Chart(data)
        .mark_circle(opacity=1, stroke=own["back"], strokeWidth=1)
        .encode(
            x=x,
            y=y,
            color=alt.Color("kind:N", scale=look.categories(alt, kinds, theme), legend=legend),
            size=alt.Size("relations:Q", scale=alt.Scale(domain=[0, most or 1], range=[*AREA]), legend=None),
            tooltip=["name:N", "kind:N", "relations:Q"],
        ),
        words.mark_text(**text, fill=own["back"], stroke=own["back"], strokeWidth=3, strokeJoin="round"),
        words.mark_text(**text, fill=own["text"]),
        data=data,
    )


def _captions(graph: _Graph) -> look.Captions:
    many, links = len(graph.nodes), len(graph.edges)
    notes = [f"{many} records and {links} relations between them, as known in this version of the data."]
    hidden = sum(not row["label"] for row in graph.nodes)
    if hidden:
        notes.append(f"{hidden} {'name' if hidden == 1 else 'names'} left out for room.")
    central = sorted(graph.nodes, key=lambda row: -row["relations"])[:6]
    most = ", ".join(f"{row['short']} ({row['relations']})" for row in central)
    about = f"Network of {many} records with {links} relations. Most relations: {most}."
    return look.Captions("Relations", notes, about)


def _links(nodes: dict[str, Record]) -> list[tuple[str, str, str]]:
    """Return the relations between nodes, each pair once, with the names of its relations."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for id, record in nodes.items():
        for reference in references(record):
            if reference.id in nodes and reference.id != id:
                pair = (min(id, reference.id), max(id, reference.id))
                found.setdefault(pair, {})[reference.relation.forward.replace("_", " ")] = None
    return [(a, b, ", ".join(names)) for (a, b), names in found.items()]


def _layout(
    ids: list[str], links: list[tuple[str, str]], width: float, height: float
) -> dict[str, tuple[float, float]]:
    """Return a place for each node by forces: nodes push each other away, relations pull them together."""
    count = len(ids)
    at = [
        [math.cos(2.399963 * n) * math.sqrt(n + 0.5), math.sin(2.399963 * n) * math.sqrt(n + 0.5)] for n in range(count)
    ]  # a sunflower: no two nodes begin in one place, and nothing is left to chance
    number = {id: place for place, id in enumerate(ids)}
    pairs = [(number[a], number[b]) for a, b in links]
    for turn in range(ROUNDS):
        moves = [[-0.03 * x, -0.03 * y] for x, y in at]
        for one in range(count):
            for other in range(one):
                dx, dy = at[one][0] - at[other][0], at[one][1] - at[other][1]
                push = 1.0 / (dx * dx + dy * dy + 0.02)
                moves[one][0] += dx * push
                moves[one][1] += dy * push
                moves[other][0] -= dx * push
                moves[other][1] -= dy * push
        for one, other in pairs:
            dx, dy = at[one][0] - at[other][0], at[one][1] - at[other][1]
            pull = 0.08 * math.hypot(dx, dy)
            moves[one][0] -= dx * pull
            moves[one][1] -= dy * pull
            moves[other][0] += dx * pull
            moves[other][1] += dy * pull
        limit = 0.9 * (1 - turn / ROUNDS) + 0.02
        for place, (dx, dy) in enumerate(moves):
            far = math.hypot(dx, dy) or 1
            step = min(far, limit) / far
            at[place][0] += dx * step
            at[place][1] += dy * step
    return dict(zip(ids, _fitted(at, width, height), strict=True))


def _fitted(at: list[list[float]], width: float, height: float) -> list[tuple[float, float]]:
    """Return places scaled to the plot, with room for labels at its edges."""
    xs, ys = [x for x, _ in at], [y for _, y in at]
    wide, high = max(xs) - min(xs) or 1, max(ys) - min(ys) or 1
    left, top = min(60.0, width / 6), 24.0
    return [
        (
            round(left + (x - min(xs)) / wide * (width - 2 * left), 1) if len(at) > 1 else width / 2,
            round(top + (y - min(ys)) / high * (height - 2 * top), 1) if len(at) > 1 else height / 2,
        )
        for x, y in at
    ]


def _label(rows: list[Row], edges: list[Row], width: float, height: float) -> list[Row]:
    """Add a label and its place to each row; return the lines of the labels.

    The best connected records are named first, or those with long names if more names have room then.
    """
    most = max(row["relations"] for row in rows) or 1
    for row in rows:
        row["radius"] = math.sqrt((AREA[0] + (AREA[1] - AREA[0]) * row["relations"] / most) / math.pi)
    orders = (lambda one: (-one["relations"], one["id"])), (lambda one: (-len(one["short"]), one["id"]))
    tries = [_named(sorted(rows, key=order), edges, width, height) for order in orders]
    found = max(tries, key=len)
    lines: list[Row] = []
    for row in rows:
        row["label"], row["lx"], row["ly"] = "", row["x"], row["y"]
        if row["id"] in found:
            box, parts = found[row["id"]]
            row["label"], row["lx"], row["ly"] = row["short"], (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            top = row["ly"] - (len(parts) - 1) / 2 * LINE
            lines += [{"text": part, "x": row["lx"], "y": top + place * LINE} for place, part in enumerate(parts)]
    return lines


def _named(rows: list[Row], edges: list[Row], width: float, height: float) -> dict[str, tuple[Box, list[str]]]:
    """Return the place of each label with its lines, by id.

    Of the free places around a node the one that the fewest relations cross is taken. A label that would cover another
    or a node in each of them is left out.
    """
    taken = [_square(row["x"], row["y"], row["radius"] + 1) for row in rows]
    found: dict[str, tuple[Box, list[str]]] = {}
    for row in rows:
        least = math.inf
        for box, parts in _places(row):
            if least and _is_free(box, taken, width, height):
                crossed = sum(_crosses(edge, box) for edge in edges)
                if crossed < least:
                    least, found[row["id"]] = crossed, (box, parts)
        if row["id"] in found:
            taken.append(found[row["id"]][0])
    return found


def _square(x: float, y: float, reach: float) -> Box:
    return x - reach, y - reach, x + reach, y + reach


def _places(row: Row) -> Iterator[tuple[Box, list[str]]]:
    """Yield places for a label with its lines, the better ones first."""
    for most in WIDTHS:
        parts = _labels.wrapped(row["short"], most, SIZE)
        size = max(_labels.text_width(part, SIZE) for part in parts) + 4, len(parts) * LINE + 3
        yield from ((box, parts) for box in _around(row, *size))


def _around(row: Row, wide: float, high: float) -> Iterator[Box]:
    """Yield places for a label around its node, the better ones first; further away the worst."""
    for away in (row["radius"] + 1, row["radius"] + 8):
        aside, above = wide / 2 + away, high / 2 + away
        for dx, dy in (
            *((0, -above), (0, above), (aside, 0), (-aside, 0)),
            *((wide / 2, -above), (-wide / 2, -above), (wide / 2, above), (-wide / 2, above)),
            *((aside, -high / 2), (-aside, -high / 2), (aside, high / 2), (-aside, high / 2)),
        ):
            x, y = row["x"] + dx, row["y"] + dy
            yield x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def _is_free(box: Box, taken: list[Box], width: float, height: float) -> bool:
    inside = box[0] >= 0 and box[2] <= width and box[1] >= 0 and box[3] <= height
    return inside and not any(_meet(box, other) for other in taken)


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _crosses(edge: Row, box: Box) -> bool:
    """Return whether an edge runs through a box."""
    first, last = 0.0, 1.0
    for at, to, low, high in ((edge["x"], edge["x2"], box[0], box[2]), (edge["y"], edge["y2"], box[1], box[3])):
        if at == to:
            if not low < at < high:
                return False
            continue
        ends = sorted(((low - at) / (to - at), (high - at) / (to - at)))
        first, last = max(first, ends[0]), min(last, ends[1])
    return first < last
