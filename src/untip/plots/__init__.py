"""Figures: functions that return altair charts, so that a reader can go on with them.

Each figure says until when its data are known, has a text for those who do not see it (`chart.description`), and its
rows as a pandas frame (`chart.data`). `chart.save("figure.png")` writes PNG, SVG or PDF. The extra `plots` has what is
needed: `pip install 'untip[plots]'`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from untip.plots._network import network
from untip.plots._numbers import statistics
from untip.plots._programs import programs
from untip.plots._states import party_map, party_squares
from untip.plots._time import timeline
from untip.plots._treaties import parties_over_time

if TYPE_CHECKING:
    from untip.plots._figure import Figure as Figure

__all__ = ["network", "parties_over_time", "party_map", "party_squares", "programs", "statistics", "timeline"]

for _function in (network, parties_over_time, party_map, party_squares, programs, statistics, timeline):
    _function.__module__ = "untip.plots"


def __getattr__(name: str) -> Any:
    """Return the class of figures, which needs altair."""
    if name == "Figure":
        from untip.plots._figure import Figure  # not at the top: it imports altair, which is an extra

        return Figure
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
