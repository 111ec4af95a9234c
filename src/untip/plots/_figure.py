"""The class of every figure. It needs altair, so it is imported once altair is known to be there."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import altair

from untip._formats.files import write_text
from untip.errors import FileError, UsageError


class Figure(altair.LayerChart):
    """An altair chart in layers; `save` puts its title and description into SVG, where altair leaves them out."""

    if TYPE_CHECKING:  # altair's own type is every form that it takes
        data: Any
        """The rows that the figure shows, as a pandas frame."""

    def save(self, fp: Any, format: Any = None, *given: Any, **options: Any) -> None:
        """Write the chart to a file, as `altair.Chart.save` does."""
        is_path = isinstance(fp, str | Path)
        try:
            self._save(fp, is_path, format, *given, **options)
        except OSError as error:
            raise FileError(error.errno, error.strerror, str(fp)) from error
        except ValueError as error:  # of a format that altair does not write
            raise UsageError(str(error)) from error

    def _save(self, fp: Any, is_path: bool, format: Any, *given: Any, **options: Any) -> None:
        if str(format or (Path(fp).suffix[1:] if is_path else "")).lower() != "svg":
            super().save(fp, format, *given, **options)
            return
        out = io.StringIO()
        super().save(out, "svg", *given, **options)
        text = with_texts(out.getvalue(), self.to_dict(validate=False))
        if is_path:
            write_text(Path(fp), text)
            return
        try:
            fp.write(text)
        except TypeError:  # a file of bytes
            fp.write(text.encode())


Figure.__module__ = "untip.plots"  # which has it too: pickles name public modules


def of_layers(chart: altair.LayerChart) -> Figure:
    """Return a chart in layers as a figure."""
    made: Any = chart.copy(deep=False)
    object.__setattr__(made, "__class__", Figure)  # altair takes a plain assignment for a property of the chart
    figure: Figure = made
    return figure


def with_texts(svg: str, spec: Mapping[str, Any]) -> str:
    """Return SVG with the title and the description of a chart in it, for those who do not see the figure."""
    title = spec.get("title", "Figure")
    lines = title["text"] if isinstance(title, dict) else title
    name = " ".join(lines) if isinstance(lines, list) else str(lines)
    texts = f"<title>{escape(name)}</title><desc>{escape(spec.get('description', name))}</desc>"
    label = f' role="img" aria-label="{escape(name)}"'
    return re.sub(r"<svg\b([^>]*)>", lambda head: f"<svg{head[1]}{label}>{texts}", svg, count=1)
