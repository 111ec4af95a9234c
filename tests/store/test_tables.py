"""Tables: what is read from them, and each refusal with its file, line and field."""

from collections.abc import Callable
from typing import Any

import pytest
from world import Folder

import untip
from untip import ValidationError
from untip._store import tables as _tables
from untip._store.tables import (
    STATE_COLUMNS,
    STATE_NAMES_COLUMNS,
    _in_column,
    read_coverage,
    read_participation,
    read_states,
)
from untip.dates import PartialDate
from untip.errors import Problem
from untip.schema import Action, AliasNote, Completeness

HEADER = "party,action,date,in_force,source,note\n"
COVERAGE = "instrument,known_until,source,complete,note\n"
STATES = ",".join(STATE_COLUMNS) + "\n"
FRANCE = (
    "FRA,FR,250,France,French Republic,La France | Gallia [former],Europe,1945-10-24,un,un,charter,icat-2010 393,\n"
)


def participation(text: str | bytes) -> Any:
    return read_participation(text if isinstance(text, bytes) else text.encode(), "untoc", "p/untoc.csv")


def coverage(text: str) -> Any:
    return read_coverage(text.encode(), "p/coverage.csv")


def states(text: str) -> Any:
    return read_states(text.encode(), "states.csv")


def faults(read: Callable[..., Any], text: str | bytes) -> list[tuple[str | None, int | None, str]]:
    with pytest.raises(ValidationError) as caught:
        read(text)
    return [(problem.file, problem.line, problem.field) for problem in caught.value.problems]


def test_a_row_of_participation_is_an_action() -> None:
    first, second = participation(HEADER + "fra,signature,2000-12-12,,s,\nfra,ratification,2002,2003-09-29,s,Why.\n")
    assert (first.instrument, first.party, first.action, first.date) == (
        *("untoc", "fra", Action.SIGNATURE),
        PartialDate("2000-12-12"),
    )
    assert (first.in_force, first.note) == (None, None)
    assert (second.date, second.in_force, second.note) == (PartialDate("2002"), PartialDate("2003-09-29"), "Why.")


def test_cells_may_be_quoted_and_lines_end_in_any_way() -> None:
    (row,) = participation(HEADER.replace("\n", "\r\n") + 'fra,accession,2002,,s,"One, two."\r\n')
    assert row.note == "One, two."
    assert participation(HEADER) == ()


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ("", 1, ""),
        ("party,action\n", 1, ""),
        (HEADER.replace("party", "State"), 1, ""),
        (HEADER.replace("action,date", "date,action"), 1, ""),
        (HEADER + "fra,signature,2000\n", 2, ""),
        (HEADER + "fra,signature,2000,,s,,\n", 2, ""),
        (HEADER + "\n", 2, ""),
        (HEADER + "fra,signature,2000,,s,\nita,signed,2000,,s,\n", 3, "action"),
        (HEADER + "fra,signature,12 Dec 2000,,s,\n", 2, "date"),
        (HEADER + "fra,signature,2000-02-30,,s,\n", 2, "date"),
        (HEADER + "fra,signature,,2000-13,s,\n", 2, "in_force"),
        (HEADER + "France,signature,2000,,s,\n", 2, "party"),
        (HEADER + ",signature,2000,,s,\n", 2, "party"),
        (HEADER + "fra,,2000,,s,\n", 2, "action"),
        (HEADER + "fra,signature,2000,,,\n", 2, "source"),
        (HEADER + "fra,signature,2000,,s, stray\n", 2, "note"),
        (HEADER + 'fra,signature,2000,,s,"two\nlines"\n', 2, "note"),
        (HEADER + 'fra,signature,2000,,s,"open\n', 2, ""),
        (HEADER + "fra,signature,2000,,s,\nfra,signature,2000,,s,\n", 3, "instrument"),
    ],
)
def test_each_refusal_of_participation_names_file_line_and_field(text: str, line: int, field: str) -> None:
    assert faults(participation, text) == [("p/untoc.csv", line, field)]


def test_every_fault_of_a_table_is_told_at_once_in_order() -> None:
    text = HEADER + "fra,signed,2000,,s,\nita,signature\ndeu,signature,2000-99,,s,\nesp,signature,2000,,S,\n"
    assert [(line, field) for _, line, field in faults(participation, text)] == [
        *((2, "action"), (3, ""), (4, "date"), (5, "source"))
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + HEADER.encode(),
        HEADER.encode("utf-16"),
        HEADER.encode() + "fra,signature,2000,,s,café\n".encode("latin-1"),
        HEADER.encode() + b"fra,signature,2000,,s,a\x00b\n",
        HEADER.encode() + "fra,signature,2000,,s,a\u200bb\n".encode(),
    ],
)
def test_what_is_no_plain_utf8_is_refused(data: bytes) -> None:
    ((file, line, _),) = faults(participation, data)
    assert file == "p/untoc.csv"
    assert line in (1, 2)


def test_a_duplicate_names_the_line_that_it_repeats() -> None:
    with pytest.raises(ValidationError, match="line 2"):
        participation(HEADER + "fra,signature,2000,,s,\nita,signature,2000,,s,\nfra,signature,2000,,s,\n")


def test_coverage_is_one_row_a_treaty() -> None:
    found = coverage(COVERAGE + "untoc,2025-05-07,s,part,\n")
    assert found["untoc"].known_until == PartialDate("2025-05-07")
    assert found["untoc"].complete is Completeness.PART
    assert faults(coverage, COVERAGE + "untoc,2025,s,whole,\n") == [("p/coverage.csv", 2, "complete")]
    assert faults(coverage, COVERAGE + "untoc,,s,,\n") == [("p/coverage.csv", 2, "known_until")]
    assert faults(coverage, COVERAGE + "untoc,2025,s,,\nuntoc,2026,s,,\n") == [("p/coverage.csv", 3, "instrument")]


def test_a_row_of_states_is_a_state_with_its_citations() -> None:
    (france,) = states(STATES + FRANCE)
    assert (france.id, france.name, france.formal_name, france.m49) == ("fra", "France", "French Republic", "250")
    assert [(str(alias), alias.note) for alias in france.aliases] == [("La France", None), ("Gallia", AliasNote.FORMER)]
    assert [(one.source, one.lines, one.supports) for one in france.citations] == [
        ("un", (), ("name", "formal_name", "alpha2", "alpha3", "m49", "region")),
        ("charter", (), ("un_member_since",)),
        ("icat-2010", ((393, 393),), ("name",)),
    ]


def test_a_source_supports_only_the_columns_that_are_filled() -> None:
    (niue,) = states(STATES + "NIU,,570,Niue,,,,,un,un,,,a 1 | b 2-3\n")
    assert [one.supports for one in niue.citations] == [("name", "alpha3", "m49"), ("aliases",), ("aliases",)]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("FRA,", "fra,", "alpha3"),
        ("FRA,", ",", "alpha3"),
        (",FR,", ",FRA,", "alpha2"),
        (",250,", ",25,", "m49"),
        (",France,", ",,", "name"),
        ("1945-10-24", "24 October 1945", "un_member_since"),
        ("[former]", "[old]", "aliases[1].note"),
        ("La France | Gallia", "La France | La France", "aliases[1]"),
        (",un,un,charter", ",UN,UN,charter", "names_source.source"),
        (",charter,", ",the Charter,", "membership_source.source"),
        ("icat-2010 393", "icat-2010 line 393", "name_lines.lines"),
        ("icat-2010 393", "icat-2010", "name_lines.lines"),
        ("icat-2010 393", "icat-2010 1-40", "name_lines.lines"),
        ("icat-2010 393", "ICAT 393", "name_lines.source"),
    ],
)
def test_each_refusal_of_a_state_names_its_line_and_column(old: str, new: str, field: str) -> None:
    found = faults(states, STATES + FRANCE.replace("FRA", "ITA") + FRANCE.replace(old, new, 1))
    assert found[0] == ("states.csv", 3, field)


def test_a_state_comes_once() -> None:
    assert faults(states, STATES + FRANCE + FRANCE) == [("states.csv", 3, "id")]


def test_a_refused_header_says_what_was_expected() -> None:
    with pytest.raises(ValidationError) as caught:
        participation("party,action\n")
    (problem,) = caught.value.problems
    assert HEADER.strip() in str(problem.expected).replace(", ", ",")


def test_a_place_within_a_citation_stands_after_the_column() -> None:
    columns = ["names_source", "codes_source"]
    named = [
        _in_column(Problem("m", field=field), columns).field for field in ("citations[1].supports[0]", "aliases[1]")
    ]
    assert named == ["codes_source.supports[0]", "aliases[1]"]


def test_the_note_of_a_former_name_stands_in_the_last_brackets() -> None:
    assert _tables._alias("Zaire [former]") == {"name": "Zaire", "note": "former"}
    assert _tables._alias("Zaire [the] [former]") == {"name": "Zaire [the]", "note": "former"}
    for plain in ("Zaire", "Zaire]", "Zaire [former", "Zaire[former]"):
        assert _tables._alias(plain) == {"name": plain}


# ── more names of States ────────────────────────────────────────────────────────────────────────────────────────────

NAMES = ",".join(STATE_NAMES_COLUMNS) + "\n"


def row_of(**cells: str) -> str:
    return ",".join(cells.get(column, "") for column in STATE_NAMES_COLUMNS) + "\n"


def test_names_of_a_state_come_from_a_table_of_their_own_and_have_their_source(folder: Folder) -> None:
    folder.write("state_names.csv", NAMES + row_of(state="fra", name="Frankreich", lang="de", source="site"))
    state = untip.load(folder.root, base=None).states["fra"]
    assert [alias.name for alias in state.aliases] == ["Frankreich"]
    (cited,) = state.citations
    assert cited.supports[-1] == "aliases"


def test_a_source_that_has_the_names_already_is_cited_once(folder: Folder) -> None:
    folder.swap("states/fra.yaml", "supports: [name, ", "supports: [name, aliases, ")
    folder.swap("states/fra.yaml", 'm49: "250"\n', 'm49: "250"\naliases: [{name: "Francia"}]\n')
    before = untip.load(folder.root, base=None).states["fra"]
    folder.write("state_names.csv", NAMES + row_of(state="fra", name="Frankreich", lang="de", source="site"))
    state = untip.load(folder.root, base=None).states["fra"]
    assert [alias.name for alias in state.aliases] == ["Francia", "Frankreich"]
    assert state.citations == before.citations


def test_a_name_of_no_state_is_refused(folder: Folder) -> None:
    folder.write("state_names.csv", NAMES + row_of(state="frau", name="Francia", lang="es", source="site"))
    assert folder.said() == [
        "state_names.csv:2: state: found 'frau', which is not the id of a State; add the record or correct the id; "
        "did you mean 'fra'?"
    ]


def test_a_fault_in_the_table_of_names_is_told_with_those_of_other_files(folder: Folder) -> None:
    folder.write("state_names.csv", NAMES + row_of(state="fra", name="France", lang="deutsch", source="site"))
    folder.swap("agencies/beta.yaml", "type: secretariat-entity", "type: office")
    assert [(problem.file, problem.line, problem.field) for problem in folder.problems()] == [
        ("agencies/beta.yaml", 2, "type"),
        ("state_names.csv", 2, "lang"),
    ]
