"""Lists of numbers in texts: resolutions 64/293 and 70/179, SDG targets 5.2, 8.7 and 16.2."""

from __future__ import annotations

from collections.abc import Iterator

from untip._mentions.normal import Hit
from untip._text import late_pattern

HEADS: dict[str, tuple[tuple[bool, str], ...]] = {
    "instrument": ((True, "resolution"), (True, "resolutions")),
    "sdg_target": (
        *((True, head) for head in ("target", "targets", "goal", "goals")),
        *((True, f"sustainable development {goals}") for goals in ("goal", "goals")),
        *((False, head) for head in ("SDG", "SDGs")),
    ),
}
"""Words in front of lists, by the kind of what is listed; the words are found as names are, each as a name is kept."""

# General Assembly resolutions 64/293, 68/192 and 70/179; Security Council resolution 2331 (2016)
_ONE = r"(?:\d{1,4}/\d{1,4}|\d{3,4}\s*\(\d{4}\))"
_ITEM = rf"{_ONE}(?:\s+of\s+\d{{1,2}}\s+[A-Z][a-z]+\s+\d{{4}})?"
_RESOLUTIONS = late_pattern(rf"\s+({_ITEM}(?:\s*(?:,\s*and|,|and|&|;)\s*{_ITEM})*)")
_BODY = late_pattern(
    r"\b(General Assembly|Human Rights Council|Security Council|Economic and Social Council|ECOSOC|UNGA|UNSC|HRC)\s+$"
)
_FRONT = 60
"""How far in front of a resolution its body is looked for, in characters."""
_NUMBER = late_pattern(_ONE)


def resolutions(text: str, heads: list[Hit]) -> Iterator[Hit]:
    """Yield the resolutions in lists of them, the first with the body in front of it; there may be no such record.

    Args:
        text: The text.
        heads: Where the word is that lists begin with.
    """
    for start, end, _ in heads:
        match = _RESOLUTIONS.match(text, end)
        if not match:
            continue
        owner = _BODY.search(text, max(start - _FRONT, 0), start)
        body = owner[1] if owner else "Security Council" if "(" in match[1] else "General Assembly"
        first = owner.start() if owner else start
        for place, number in enumerate(_NUMBER.finditer(text, match.start(1), match.end(1))):
            name = f"{body} resolution {' '.join(number[0].split())}"
            yield number.start() if place else first, number.end(), name


_CODE = r"\d{1,2}\.(?:\d{1,2}|[a-d])(?!\w|\.\d)"
_TARGETS = late_pattern(rf"(?:\s+[Tt]argets?)?\s+({_CODE}(?:\s*(?:,\s*and|,|and|&|;)\s*{_CODE})*)")
_TARGET = late_pattern(_CODE)


def sdg_targets(text: str, heads: list[Hit]) -> Iterator[Hit]:
    """Yield the targets in lists of them, the first with the words in front of it; there may be no such record.

    Args:
        text: The text.
        heads: Where the words are that lists begin with.
    """
    for start, end, _ in heads:
        match = _TARGETS.match(text, end)
        if match:
            for place, code in enumerate(_TARGET.finditer(text, match.start(1), match.end(1))):
                yield code.start() if place else start, code.end(), f"SDG target {code[0]}"
