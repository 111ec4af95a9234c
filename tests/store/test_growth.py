"""Work grows in proportion to its input: twice the input takes about twice the time, not four times."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

import untip
from untip._formats.yaml_reader import read_yaml
from untip.errors import AmbiguousNameError, NotFoundError, ValidationError

Run = Callable[[], object]

HEAD = "name: Office {n}\ntype: secretariat-entity\n"
CITED = "citations: [{{source: plan, supports: [name{more}]}}]\n"
PLAN = "name: The Plan\ntype: web-page\nurl: https://example.org/plan\nconsulted: 2026-01-15\n"


def offices(folder: Path, count: int, parent: Callable[[int], str | None]) -> Path:
    """Write agencies, each with its parent, and return their folder."""
    for name in ("agencies", "sources"):
        (folder / name).mkdir(parents=True)
    (folder / "sources" / "plan.yaml").write_text(PLAN, encoding="utf-8")
    for n in range(count):
        over = parent(n)
        text = HEAD.format(n=n) + ("" if over is None else f"parent: {over}\n")
        text += CITED.format(more="" if over is None else ", parent")
        (folder / "agencies" / f"office-{n}.yaml").write_text(text, encoding="utf-8")
    return folder


def chain(folder: Path, count: int) -> Run:
    made = offices(folder, count, lambda n: f"office-{n - 1}" if n else None)

    def run() -> None:
        assert untip.validate(made, base=None) == ()

    return run


def dangling(folder: Path, count: int) -> Run:
    made = offices(folder, count, lambda n: f"ofice-{n}x")

    def run() -> None:
        assert len(untip.validate(made, base=None)) >= 100

    return run


def bearers(_: Path, count: int) -> Run:
    """Return a question for a name that many records bear, and the reading of its message."""
    made = untip.Registry(
        untip.from_dict(untip.Event, {"id": f"e{n}", "name": "Same Name", "type": "meeting"}) for n in range(count)
    )
    assert len(made.events.ids) == count  # and its index is made before the time is taken
    made._records.store.index()

    def run() -> None:
        with pytest.raises(AmbiguousNameError) as caught:
            made.find("same name")
        assert len(str(caught.value)) < 2000

    return run


def long_word(_: Path, count: int) -> Run:
    def run() -> None:
        untip.search("child " + "a" * count)
        untip.search("child " + "a.b-" * (count // 4))

    return run


def unknown_words(_: Path, count: int) -> Run:
    def run() -> None:
        untip.search(" ".join(f"traffikx{n}" for n in range(count)))

    return run


def missed(_: Path, count: int) -> Run:
    name = "Protokol to Prevent Trafiking " * (count // 30)

    def run() -> None:
        with pytest.raises(NotFoundError):
            untip.find(name)

    return run


def problem_lines(_: Path, count: int) -> Run:
    """Return the reading of a long file whose last line is at fault, with the place of every value."""
    text = "".join(f"key{n}: [a, b]\n" for n in range(count))

    def run() -> None:
        _, positions = read_yaml(text)
        assert [positions[f"key{n}",][0] for n in range(0, count, 10)] == list(range(1, count + 1, 10))
        with pytest.raises(ValidationError, match=f"^{count + 1}: "):
            read_yaml(text + "key0: [a]\n")

    return run


CASES: dict[str, tuple[Callable[[Path, int], Run], int]] = {
    "a chain of parents": (chain, 200),
    "dangling parents": (dangling, 200),
    "a name of many records": (bearers, 2000),
    "a long word": (long_word, 20_000),
    "unknown words": (unknown_words, 2000),
    "a long name that nothing has": (missed, 3000),
    "lines of a long file": (problem_lines, 2000),
}


def seconds(run: Run) -> float:
    """Return the time of the processor that a call takes."""
    start = time.process_time()
    run()
    return time.process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_four_times_the_input_takes_far_less_than_sixteen_times_the_time(case: str, tmp_path: Path) -> None:
    make, count = CASES[case]
    small, large = make(tmp_path / "small", count), make(tmp_path / "large", 4 * count)
    small()  # what is read and compiled once is not measured
    times = [(seconds(small), seconds(large)) for _ in range(5)]  # side by side, since a machine's speed changes
    assert min(later for _, later in times) < 8 * min(first for first, _ in times) + 0.02
