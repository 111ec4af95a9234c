"""The commands for columns, texts and tables."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

import untip
from untip._cli.main import main


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(words)
    out, err = capsys.readouterr()
    return code, out, err


def given(monkeypatch: pytest.MonkeyPatch, text: str | bytes) -> None:
    data = text.encode() if isinstance(text, str) else text
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_resolve_reads_lines_and_prints_csv(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    given(monkeypatch, 'UK\n"Korea, Republic of"\nAtlantis\nN/A\nUK\n')
    code, out, err = run(capsys, "resolve", "--kind", "state")
    rows = list(csv.reader(io.StringIO(out)))
    assert rows[0] == ["value", "id", "how"]
    assert [row[1:] for row in rows[1:]] == [
        ["gbr", "name"],
        ["kor", "rule"],
        ["", "unknown"],
        ["", "missing"],
        ["gbr", "name"],
    ]
    assert code == 1
    assert err == "untip: 1 of 5 values not resolved\n"


def test_resolve_prints_a_field_of_what_was_found(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    given(monkeypatch, "UK\nAtlantis\nUK\n")
    code, out, _ = run(capsys, "resolve", "--kind", "state", "--to", "alpha3")
    assert (code, out) == (1, "value,id,how,alpha3\nUK,gbr,name,GBR\nAtlantis,,unknown,\nUK,gbr,name,GBR\n")
    given(monkeypatch, "UK\n")
    code, _, err = run(capsys, "resolve", "--kind", "state", "--to", "alpha4")
    assert (code, "did you mean alpha3" in err) == (2, True)


def test_the_input_has_a_name_among_files(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    given(monkeypatch, "the ICAT\n")
    assert run(capsys, "mentions", "-")[1].splitlines()[1] == "(standard input),1,5,ICAT,icat"


def test_resolve_of_a_day_and_as_json(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    given(monkeypatch, "Zaire")
    code, out, _ = run(capsys, "resolve", "--kind", "state", "--on", "1985", "--json")
    assert (code, json.loads(out)) == (0, [{"value": "Zaire", "id": "cod", "how": "name"}])


def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    given(monkeypatch, "=1+1\nUK\n")
    assert run(capsys, "resolve", "--kind", "state")[1] == "value,id,how\n'=1+1,,unknown\nUK,gbr,name\n"
    monkeypatch.chdir(tmp_path)
    Path("@a.txt").write_text("By UNODC", encoding="utf-8")
    assert run(capsys, "mentions", "@a.txt")[1] == "file,line,column,text,id\n'@a.txt,1,4,UNODC,unodc\n"


def test_json_is_utf_8(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    given(monkeypatch, "Türkiye\n")
    assert "Türkiye" in run(capsys, "resolve", "--kind", "state", "--json")[1]
    path = tmp_path / "a.txt"
    path.write_text("In Türkiye.", encoding="utf-8")
    assert "Türkiye" in run(capsys, "mentions", str(path), "--json")[1]
    assert "Türkiye" in run(capsys, "table", "states", "--json")[1]


def test_resolve_of_what_is_no_text_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    given(monkeypatch, b"UK\n\xff\xfe")
    code, _, err = run(capsys, "resolve", "--kind", "state")
    assert (code, err) == (2, "untip: -: not UTF-8 at byte 3\n")


def test_mentions_prints_where_names_stand(tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "report.txt"
    path.write_text("By UNODC\nand the Palermo\nProtocol, in Thailand.\n", encoding="utf-8")
    code, out, _ = run(capsys, "mentions", str(path))
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert [(row["line"], row["column"], row["text"], row["id"]) for row in rows] == [
        ("1", "4", "UNODC", "unodc"),
        ("2", "9", "Palermo Protocol", "palermo-protocol"),
        ("3", "14", "Thailand", "tha"),
    ]
    code, out, _ = run(capsys, "mentions", str(path), "--kind", "state", "--json")
    assert [row["id"] for row in json.loads(out)] == ["tha"]
    path.write_text("nothing", encoding="utf-8")
    assert run(capsys, "mentions", str(path))[0] == 1
    assert run(capsys, "mentions", str(tmp_path / "none"))[0] == 2


def test_table_prints_a_table_or_the_names(capsys: Any) -> None:
    code, out, _ = run(capsys, "table", "links", "--csv")
    assert (code, out) == (0, untip.table("links").to_csv())
    assert run(capsys, "table", "state")[1] == untip.table("states").to_csv()
    assert run(capsys, "table")[1].split() == list(untip.tables.names())
    code, _, err = run(capsys, "table", "link")
    assert code == 2
    assert "links" in err


def test_panel_prints_a_row_a_state_and_year(capsys: Any) -> None:
    code, out, _ = run(capsys, "panel", "Palermo Protocol", "CEDAW", "--years", "2001/2002")
    assert (code, out) == (0, untip.panel(["Palermo Protocol", "CEDAW"], "2001/2002").to_csv())
    assert run(capsys, "panel", "cedaw", "--years", "x")[0] == 2


def test_a_text_without_end_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: Any, tmp_path: Path) -> None:
    monkeypatch.setattr("untip._cli.columns.LIMIT", 1_000_000)
    path = tmp_path / "long.txt"
    path.write_text("UNODC " * 200_000, encoding="utf-8")
    assert run(capsys, "mentions", str(path))[0::2] == (
        2,
        f"untip: {path}: larger than 1 MB; split it, or ask from Python\n",
    )
    given(monkeypatch, "UK\n" * 400_000)
    assert run(capsys, "resolve", "--kind", "state")[0] == 2
