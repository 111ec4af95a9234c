"""Figures: functions that return altair charts, so that a reader can go on with them.

Each figure says until when its data are known, has a text for those who do not see it (`chart.description`), and its
rows as a pandas frame (`chart.data`). `chart.save("figure.png")` writes PNG, SVG or PDF. The extra `plots` has what is
needed: `pip install 'untip[plots]'`.
"""

from __future__ import annotations

from untip.plots._network import network
from untip.plots._numbers import statistics
from untip.plots._programs import programs
from untip.plots._states import party_map, party_squares
from untip.plots._time import timeline
from untip.plots._treaties import parties_over_time

__all__ = ["network", "parties_over_time", "party_map", "party_squares", "programs", "statistics", "timeline"]

for _function in (network, parties_over_time, party_map, party_squares, programs, statistics, timeline):
    _function.__module__ = "untip.plots"
