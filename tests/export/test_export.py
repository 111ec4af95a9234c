"""The files of the whole data set: each is valid by a validator of its own, and the same to the byte each time."""

import csv
import hashlib
import io
import json
import sqlite3
import subprocess
import sys
import tomllib
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from small_set import small_set

import untip
from untip._cli.main import main
from untip._export import addresses, contents, linked
from untip._export.export import FORMATS, Exported
from untip._registry import citation, given
from untip._schema.define import shapes
from untip.errors import MissingExtraError
from untip.schema import (
    KINDS,
    RELATIONS,
    AgencyType,
    Citation,
    Identifier,
    IdentifierScheme,
    Link,
    LinkType,
    ResourceType,
    SourceType,
)

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    return untip.export(tmp_path_factory.mktemp("export"), all=True)


@pytest.fixture(scope="module")
def folder(done: Exported) -> Path:
    return done.files[0].parent


@pytest.fixture(scope="module")
def small() -> untip.Registry:
    return small_set()


def without(monkeypatch: pytest.MonkeyPatch, *libraries: str) -> None:
    """Make libraries look as if they were not installed."""
    for name in [*libraries, *(name for name in sys.modules if name.partition(".")[0] in libraries)]:
        monkeypatch.setitem(sys.modules, name, None)


# ── what is written ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_format_is_written(done: Exported, folder: Path) -> None:
    names = {str(path.relative_to(folder)) for path in done.files}
    single = {name for name in FORMATS if "*" not in name}
    assert names >= single | {"datapackage.json"}
    for table in untip.tables.names():
        assert {f"csv/{table}.csv", f"parquet/{table}.parquet"} <= names
    assert done.missing == ()


def test_two_exports_are_the_same_to_the_byte(small: untip.Registry, tmp_path: Path) -> None:
    hashes = []
    for name in ("a", "b"):
        made = untip.export(tmp_path / name, small, all=True)
        hashes.append(
            {path.relative_to(tmp_path / name): hashlib.sha256(path.read_bytes()).hexdigest() for path in made.files}
        )
    assert hashes[0] == hashes[1]


@pytest.mark.slow
def test_two_processes_write_the_same_bytes(done: Exported, folder: Path, tmp_path: Path) -> None:
    code = f"import untip; untip.export({str(tmp_path)!r}, all=True)"
    subprocess.run(
        [sys.executable, "-c", code], check=True, env={"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PATH": ""}
    )
    differ = [
        path.name for path in done.files if path.read_bytes() != (tmp_path / path.relative_to(folder)).read_bytes()
    ]
    assert differ == []


def test_without_a_library_the_rest_is_written(
    small: untip.Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without(monkeypatch, "pyarrow", "rdflib", "xlsxwriter")
    made = untip.export(tmp_path, small)
    assert [line.partition(":")[0] for line in made.missing] == ["untip.xlsx", "parquet/*.parquet", "untip.ttl"]
    assert "pip install 'untip[rdf]'" in made.missing[2]
    assert (tmp_path / "untip.sqlite").is_file()
    assert not (tmp_path / "untip.ttl").exists()


def test_a_missing_library_is_an_error_where_all_is_asked_for(
    small: untip.Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without(monkeypatch, "rdflib")
    with pytest.raises(MissingExtraError, match="rdflib"):
        untip.export(tmp_path, small, all=True)


def test_the_command_writes_and_says_what_it_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    without(monkeypatch, "rdflib", "pyarrow", "xlsxwriter")
    monkeypatch.setattr(given, "default_registry", untip.Registry())
    assert main(["export", str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    assert f"files in {tmp_path}" in out
    assert "left out: untip.ttl" in err
    assert main(["export", str(tmp_path), "--all"]) == 2


def test_a_folder_that_cannot_be_made_is_a_file_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(untip.FileError):
        untip.export(tmp_path / "file" / "below", untip.Registry())


def test_the_addresses_are_those_of_the_project() -> None:
    urls = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["urls"]
    assert urls["Repository"] == addresses.REPOSITORY
    assert addresses.address_of(untip.agencies["unodc"]) == "https://w3id.org/untip/agencies/unodc/"


# ── records of others ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an export of a registry of one's own that has two of the package's records too."""
    body = untip.Agency(
        id="night-line",
        name="Night Line",
        type=AgencyType.NON_GOVERNMENTAL_ORGANIZATION,
        parent="unodc",
        citations=(Citation(source="page"), Citation(source="icat-2010")),
    )
    page = untip.Source(id="page", name="Their page", type=SourceType.WEB_PAGE, url="https://example.org/page")
    shared = [untip.agencies["icat"], untip.agencies["iom"].__replace__(name="IOM, corrected")]
    folder = tmp_path_factory.mktemp("theirs")
    untip.export(folder, untip.Registry([body, page, *shared], base=untip.registry))
    return folder


def test_nothing_of_the_package_is_said_of_records_of_others(theirs: Path) -> None:
    package = json.loads((theirs / "datapackage.json").read_text(encoding="utf-8"))
    assert (package["name"], package["title"]) == ("records", citation.OTHERS)
    assert {"id", "version", "homepage", "licenses"}.isdisjoint(package)
    assert set(json.loads((theirs / "untip.json").read_text(encoding="utf-8"))) == {
        *("records", "coverage", "participation", "redirects")
    }
    assert set(json.loads((theirs / "untip-names.json").read_text(encoding="utf-8"))) == {"names", "codes", "marks"}
    connection = sqlite3.connect(theirs / "untip.sqlite")
    assert connection.execute("SELECT * FROM about").fetchall() == []
    connection.close()
    assert [one["id"] for one in json.loads((theirs / "untip.csl.json").read_text(encoding="utf-8"))] == ["page"]
    for name in ("untip.bib", "datapackage.json", "untip.json"):
        text = (theirs / name).read_text(encoding="utf-8")
        assert untip.__data_version__ not in text
        assert citation.TITLE not in text


def test_workbook_and_parquet_of_others_name_no_version(theirs: Path) -> None:
    openpyxl, parquet = pytest.importorskip("openpyxl"), pytest.importorskip("pyarrow.parquet")
    book = openpyxl.load_workbook(theirs / "untip.xlsx", read_only=True)
    text = " ".join(str(cell) for row in book["About"].iter_rows(max_row=5, values_only=True) for cell in row if cell)
    assert text.startswith(citation.OTHERS)
    assert "CC0" not in text
    assert b"untip_data_version" not in parquet.read_schema(theirs / "parquet/agencies.parquet").metadata


def test_only_records_of_the_package_have_its_addresses(theirs: Path) -> None:
    graph = json.loads((theirs / "untip.jsonld").read_text(encoding="utf-8"))["@graph"]
    nodes = {node["schema:name"]: node for node in graph}
    assert {name: node["id"] for name, node in nodes.items()} == {
        "Night Line": "urn:record:agencies:night-line",
        "IOM, corrected": "urn:record:agencies:iom",
        "Their page": "urn:record:sources:page",
        untip.agencies["icat"].name: "https://w3id.org/untip/agencies/icat/",
    }
    node = nodes["Night Line"]
    assert node["untip:parent"] == [{"id": "https://w3id.org/untip/agencies/unodc/"}]
    assert [(one["id"], one["prov:entity"]["id"]) for one in node["prov:qualifiedDerivation"]] == [
        ("urn:record:agencies:night-line#citation-0", "urn:record:sources:page"),
        ("urn:record:agencies:night-line#citation-1", "https://w3id.org/untip/sources/icat-2010/"),
    ]


def test_the_package_as_of_a_day_is_still_its_own() -> None:
    then = contents.Contents(untip.as_of("2005"))
    assert (then.title, then.version) == (citation.TITLE, untip.__data_version__)
    assert then.address(untip.agencies["iom"].__replace__(name="x")) == "https://w3id.org/untip/agencies/iom/"


def test_files_that_are_not_its_own_stay(small: untip.Registry, tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text('{"mine": 1}', encoding="utf-8")
    with pytest.raises(untip.UsageError, match="is not empty and holds no earlier export; name an empty folder"):
        untip.export(tmp_path, small)
    assert [path.name for path in tmp_path.iterdir()] == ["datapackage.json"]
    (tmp_path / "datapackage.json").unlink()
    assert untip.export(tmp_path, small).files == untip.export(tmp_path, small).files


def test_a_work_is_listed_under_a_body_that_had_not_begun(tmp_path: Path) -> None:
    body = untip.Agency(id="body", name="Body", type=AgencyType.MEDIA, established=untip.PartialDate("2010"))
    work = untip.Resource(
        id="work", name="Work", type=ResourceType.REPORT, publishers=("body",), published=untip.PartialDate("2000")
    )
    then = untip.Registry([body, work]).as_of("2005")
    assert "body" not in then.agencies
    assert "Body" in then.cite("work")


def test_what_is_no_registry_is_refused(tmp_path: Path) -> None:
    with pytest.raises(untip.UsageError, match=r"registry must be an untip\.Registry .*found 'x'"):
        untip.export(tmp_path, "x")  # type: ignore[arg-type]


def test_each_table_is_made_once(small: untip.Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    table = untip.Registry.table

    def counted(registry: untip.Registry, name: str, **filters: Any) -> Any:
        made.append(name)
        return table(registry, name, **filters)

    monkeypatch.setattr(untip.Registry, "table", counted)
    untip.export(tmp_path, small)
    assert sorted(made) == sorted(untip.tables.names())


# ── JSON ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_records_are_read_back_the_same(folder: Path) -> None:
    data = json.loads((folder / "untip.json").read_text(encoding="utf-8"))
    assert data["data_version"] == untip.__data_version__
    read = [untip.from_dict(KINDS[one["kind"]], one) for one in data["records"]]
    assert read == list(untip.registry._records)
    assert len(data["participation"]) == len(untip.table("participation"))


def test_a_name_finds_what_find_finds(folder: Path) -> None:
    names = json.loads((folder / "untip-names.json").read_text(encoding="utf-8"))
    assert names["names"]["palermoprotocol"] == ["palermo-protocol"]
    assert names["codes"]["na"] == ["nam"]


# ── CSV ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_frictionless_finds_no_fault(folder: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import validate

        report = validate(str(folder / "datapackage.json"))
    assert report.flatten(["type", "message"]) == []
    assert report.valid


def test_the_package_describes_every_table(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert package["version"] == untip.__data_version__
    assert package["licenses"][0]["name"] == "CC0-1.0"
    for resource in package["resources"]:
        data = (folder / resource["path"]).read_bytes()
        rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert (resource["bytes"], resource["rows"]) == (len(data), len(rows) - 1)
        assert [field["name"] for field in resource["schema"]["fields"]] == rows[0]
        assert all(field["description"] for field in resource["schema"]["fields"])
    assert package["count"] == sum(resource["rows"] for resource in package["resources"])


def test_namibia_keeps_its_code(folder: Path) -> None:
    pandas = pytest.importorskip("pandas")
    with open(folder / "csv/states.csv", encoding="utf-8", newline="") as file:
        assert next(row for row in csv.DictReader(file) if row["id"] == "nam")["alpha2"] == "NA"
    frame = pandas.read_csv(folder / "csv/states.csv", keep_default_na=False, na_values=[""])
    assert frame.set_index("id").loc["nam", "alpha2"] == "NA"


# ── SQLite ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def database(folder: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"file:{folder / 'untip.sqlite'}?mode=ro", uri=True)
    yield connection
    connection.close()


def test_the_database_has_every_row(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for name in untip.tables.names():
        assert database.execute(f"SELECT count(*) FROM {name}").fetchone() == (len(untip.table(name)),)
    assert database.execute("SELECT value FROM about WHERE name = 'data_version'").fetchone() == (
        untip.__data_version__,
    )
    assert database.execute("SELECT alpha2 FROM states WHERE id = 'nam'").fetchone() == ("NA",)


def test_the_views_and_the_full_text_index_answer(database: sqlite3.Connection) -> None:
    records = database.execute("SELECT count(*) FROM records").fetchone()
    assert records == (len(untip.registry),)
    assert database.execute("SELECT record FROM names WHERE name = 'Palermo Protocol'").fetchall() == [
        ("palermo-protocol",)
    ]
    hits = database.execute("SELECT id FROM search WHERE search MATCH 'palermo' ORDER BY rank").fetchall()
    assert ("palermo-protocol",) in hits
    consents = database.execute(
        "SELECT count(DISTINCT party) FROM consents WHERE instrument = 'palermo-protocol'"
    ).fetchone()
    assert consents == (len({row.party for row in untip.participation("palermo-protocol") if row.action.consents}),)


# ── Excel and Parquet ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_the_workbook_explains_itself_and_has_every_row(folder: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(folder / "untip.xlsx", read_only=False)
    assert book.sheetnames == ["About", *untip.tables.names()]
    assert untip.__data_version__ in book["About"]["A2"].value
    for name in untip.tables.names():
        assert book[name].max_row - 1 == len(untip.table(name))
    head = [cell.value for cell in book["states"][1]]
    codes = {row[0]: row[head.index("alpha2")] for row in book["states"].iter_rows(min_row=2, values_only=True)}
    assert codes["nam"] == "NA"


def test_parquet_keeps_types_rows_and_texts(folder: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    for name in untip.tables.names():
        table = parquet.read_table(folder / f"parquet/{name}.parquet")
        assert table.num_rows == len(untip.table(name))
        assert table.schema.metadata[b"untip_data_version"] == untip.__data_version__.encode()
    states = parquet.read_table(folder / "parquet/states.parquet").to_pylist()
    assert next(row for row in states if row["id"] == "nam")["alpha2"] == "NA"


# ── linked data ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("date", "kind"),
    [
        ("2000-11-15", "xsd:date"),
        ("2000-11", "xsd:gYearMonth"),
        ("2000", "xsd:gYear"),
        ("199X", "edtf"),
        ("2000-XX", "edtf"),  # no gYear of XML Schema
        ("2000-05-XX", "edtf"),
        ("2000~", "edtf"),
        ("1999/2001", "edtf"),
    ],
)
def test_a_date_is_typed_as_what_it_is(date: str, kind: str) -> None:
    value = linked.date_value(untip.Interval(date) if "/" in date else untip.PartialDate(date))
    assert (value["@value"], value["@type"].rpartition("#")[2]) == (date, kind)


def test_a_citation_of_a_source_that_is_elsewhere_is_left_out(small: untip.Registry) -> None:
    group = small.agencies["group"]
    elsewhere = group.__replace__(citations=(*group.citations, untip.schema.Citation(source="elsewhere")))
    known, other = (linked.node(record, small) for record in (group, elsewhere))
    assert known["prov:qualifiedDerivation"]
    assert other == known


def test_a_subject_is_the_same_as_in_other_registers_and_its_pages_are_its_own(small: untip.Registry) -> None:
    node = linked.brief_node(untip.agencies["unodc"])
    assert "https://ror.org/04567sh69" in node["schema:sameAs"]
    assert node["schema:url"] == [link.url for link in untip.agencies["unodc"].links]
    links = (
        Link(url="https://example.org/", type=LinkType.HOMEPAGE),
        Link(url="https://example.org/about-it", type=LinkType.REFERENCE),
    )
    node = linked.brief_node(untip.agencies["unodc"].__replace__(identifiers=(), links=links))
    assert "schema:sameAs" not in node
    assert (node["schema:url"], node["schema:subjectOf"]) == (
        ["https://example.org/"],
        ["https://example.org/about-it"],
    )


@pytest.mark.parametrize(
    ("scheme", "value", "address"),
    [
        ("wikidata", "Q7159", "http://www.wikidata.org/entity/Q7159"),
        ("ror", "https://ror.org/020ktwj02", "https://ror.org/020ktwj02"),
        ("isni", "0000 0001 2189 9463", "https://isni.org/isni/0000000121899463"),
        ("crossref-funder", "100004425", "https://doi.org/10.13039/100004425"),
        ("doi", "10.2839/84495", "https://doi.org/10.2839/84495"),
        ("issn", "2411-8435", "https://portal.issn.org/resource/ISSN/2411-8435"),
        ("celex", "32003G1029(02)", "http://publications.europa.eu/resource/celex/32003G1029(02)"),
        ("oecd-dac", "47005", None),
    ],
)
def test_an_identifier_has_an_address_where_its_scheme_has(scheme: str, value: str, address: str | None) -> None:
    assert addresses.address_elsewhere(Identifier(scheme=IdentifierScheme(scheme), value=value)) == address


def test_every_identifier_is_in_the_linked_data(folder: Path) -> None:
    graph = json.loads((folder / "untip.jsonld").read_text(encoding="utf-8"))["@graph"]
    written = {
        (node["schema:name"], one["schema:propertyID"], one["schema:value"])
        for node in graph
        for one in node.get("schema:identifier", ())
        if isinstance(one, dict)
    }
    assert written == {
        (record.name, one.scheme.value, one.value) for record in untip.registry._records for one in record.identifiers
    }


@pytest.mark.parametrize("cls", KINDS.values(), ids=KINDS)
def test_every_field_is_in_the_linked_data_or_left_out_on_purpose(cls: type[untip.Record]) -> None:
    related = {relation.path.partition("[")[0].partition(".")[0] for relation in RELATIONS if relation.kind == cls.kind}
    elsewhere = {"aliases", "citations", "identifiers", "links", "members", "partners", "participants", "organizers"}
    plain = {name for name, shape in shapes(cls).items() if not (shape.many or shape.part)}
    known = related | elsewhere | plain | linked.LEFT_OUT | linked._LISTS | linked._SAID
    assert set(shapes(cls)) - known == set()


@pytest.mark.slow
def test_json_ld_and_turtle_are_the_same_graph(folder: Path) -> None:
    rdflib = pytest.importorskip("rdflib")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        json_ld = rdflib.Graph().parse(folder / "untip.jsonld", format="json-ld")
        turtle = rdflib.Graph().parse(folder / "untip.ttl", format="turtle")
    assert set(json_ld) == set(turtle)
    unodc = rdflib.URIRef("https://w3id.org/untip/agencies/unodc/")
    org = rdflib.Namespace("http://www.w3.org/ns/org#")
    assert (unodc, rdflib.RDF.type, org.Organization) in turtle
    assert (unodc, rdflib.SKOS.prefLabel, rdflib.Literal(untip.agencies["unodc"].name, "en")) in turtle
    prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
    assert len(list(turtle.subject_objects(prov.qualifiedDerivation))) == sum(
        len(one.citations) for one in untip.registry._records
    )
    named = {str(one) for one in json_ld.objects() if str(one).startswith(addresses.RECORDS)}
    known = {str(one) for one in json_ld.subjects()}
    assert {one for one in named if "/ns#" not in one} - known == set()


# ── bibliographies ────────────────────────────────────────────────────────────────────────────────────────────────────


def works() -> set[str]:
    return {"untip", *untip.sources.ids, *untip.resources.ids, *untip.instruments.ids}


def test_bibtex_is_read_by_bibtexparser(folder: Path) -> None:
    bibtexparser = pytest.importorskip("bibtexparser")
    text = (folder / "untip.bib").read_text(encoding="utf-8")
    assert untip.__data_version__ in text.splitlines()[0]
    read: Any = bibtexparser.parse_string(text)
    assert read.failed_blocks == []
    assert {entry.key for entry in read.entries} == works()


def test_csl_is_read_by_citeproc(folder: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        json_source = pytest.importorskip("citeproc.source.json")
        items = json.loads((folder / "untip.csl.json").read_text(encoding="utf-8"))
        read = json_source.CiteProcJSON(items)
    assert set(read) == works()


# ── opened by others ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_duckdb_opens_them(folder: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect()
    count = len(untip.table("participation"))
    query = f"SELECT count(*) FROM '{folder}/parquet/participation.parquet'"
    assert connection.execute(query).fetchone() == (count,)
    query = f"SELECT count(*), count(*) FILTER (alpha2 = 'NA') FROM read_csv('{folder}/csv/states.csv', nullstr='')"
    assert connection.execute(query).fetchone() == (len(untip.states), 1)


@pytest.mark.slow
def test_r_opens_them(folder: Path) -> None:
    from shutil import which

    if which("Rscript") is None:
        pytest.skip("R is not installed")
    code = f"d <- read.csv('{folder}/csv/states.csv', na.strings=''); cat(nrow(d), sum(d$alpha2 == 'NA', na.rm=TRUE))"
    done = subprocess.run(["Rscript", "-e", code], check=True, capture_output=True, text=True)
    assert done.stdout.split() == [str(len(untip.states)), "1"]
