"""Rows and tables of the command line: what is nothing, what stands in a cell, and what is cut to the width."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_set import small_set

import untip
from untip._cli import commands
from untip._registry.registry import of_store
from untip._show.text import breadth, shortened, table
from untip._store.memory import MemoryStore
from untip.schema import KINDS, Action, Participation

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    ("words", "heads"),
    [
        ("related nam", "relation,id,name,kind"),
        ("timeline --start 1800 --end 1801", "date,what,id,name,kind"),
        ("participation treaty --party group", "instrument,party,action,date,"),
        ("list event", "id,name,"),
    ],
)
def test_nothing_is_one_message_and_csv_of_its_heads(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: str, heads: str
) -> None:
    monkeypatch.setattr(commands, "registry", small_set())
    assert run(*words.split()) == (1, "", "untip: nothing found\n")
    code, out, err = run(*words.split(), "--csv")
    assert (code, len(out.splitlines()), err) == (1, 1, "untip: nothing found\n")
    assert out.startswith(heads)


def test_counts_by_year_of_what_was_only_done_later_are_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    store = small_set()._records.store
    later = Participation(
        instrument="treaty",
        party="fra",
        action=Action.ACCESSION,
        date=untip.PartialDate("2012"),  # the table covers what was done until 2010
        source="page",
    )
    records = [store.record(kind, id) for kind in KINDS for id in store.ids(kind)]
    registry = of_store(MemoryStore(records, {}, store.coverage(), {"treaty": (later,)}))
    monkeypatch.setattr(commands, "registry", registry)
    assert run("parties", "treaty", "--by-year") == (1, "", "untip: nothing found\n")


def test_parts_are_told_in_words_in_csv_of_chosen_fields(small: Run) -> None:
    _, out, _ = small("list", "agency", "--csv", "--fields", "id,members")
    assert out.splitlines()[-1] == 'group,"alpha (chair, since May 2001) | beta (member) | fra (observer)"'


def test_conditions_on_numbers_are_numbers(small: Run) -> None:
    assert "Parties to the Charter" in small("list", "statistic", "--where", "value=2")[1]
    assert "Parties to the Charter" in small("list", "statistic", "--where", "upper=3.5")[1]
    code, _, err = small("list", "statistic", "--where", "value=many")
    assert (code, "expected a whole number or a number" in err) == (2, True)


def test_a_part_is_one_cell(small: Run) -> None:
    _, out, _ = small("list", "instrument", "--fields", "id,in_force_condition", "--where", "id=charter")
    assert " ".join(out.splitlines()[1].split()).startswith("charter 1 ")


# ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.text(), st.integers(0, 100))
def test_a_shortened_text_fits(text: str, width: int) -> None:
    line = shortened(text, width)
    assert breadth(line) <= max(width, 0)
    assert "\n" not in line


def test_columns_of_wide_letters_stay_in_line() -> None:
    lines = table(("id", "name", "x"), [("a", "日本", "1"), ("b", "Côte", "2")], 40).splitlines()
    assert [breadth(line[:-3]) for line in lines[1:]] == [8, 8]
    assert lines[1].endswith("日本  1")
    assert lines[2].endswith("Côte  2")


def test_a_first_column_is_cut_like_any_other() -> None:
    rows = [("A long name of a record", "a", "1"), ("B", "bb", "2")]
    assert table(("name", "id", "x"), rows, 60, wide=0).splitlines()[1] == "A long name of a record  a   1"
    assert table(("name", "id", "x"), rows, 20, wide=0).splitlines()[1] == "A long name of a re…"
