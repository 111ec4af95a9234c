"""How to cite the data set, its records and the works that they tell of."""

import json
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import untip
from untip import PartialDate
from untip._hypothesis import DATES, DECADES
from untip._registry.citation import AUTHORS, OTHERS, TITLE, Work, bibtex, cite, csl_item, escaped, text
from untip.dates._words import in_words

HOME = Path(__file__).parents[2]


def source(**given: object) -> untip.Source:
    fields: dict[str, object] = {"id": "s", "name": "A Title", "type": "report", "url": "https://example.org/a_b%20c"}
    return untip.from_dict(untip.Source, fields | given)


def said(record: untip.Record, style: str = "text") -> str:
    return untip.Registry([record]).cite(record, style)  # type: ignore[arg-type]


def test_the_data_set_with_its_version() -> None:
    version = untip.__data_version__
    assert untip.cite() == f"{AUTHORS} (December 2026). {TITLE}. Data version {version}."
    assert untip.cite(style="bibtex") == "\n".join(
        [
            "@misc{untip,",
            "  author = {{The untip contributors}},",
            f"  title = {{{{{TITLE}}}}},",
            "  year = {2026},",
            "  month = dec,",
            f"  note = {{Data version {version}}},",
            "}",
        ]
    )
    (item,) = json.loads(untip.cite(style="csl-json"))
    assert (item["id"], item["type"], item["version"]) == ("untip", "dataset", version)
    assert item["issued"] == {"date-parts": [[2026, 12]]}


def test_it_agrees_with_the_citation_file() -> None:
    cited = yaml.safe_load((HOME / "CITATION.cff").read_text(encoding="utf-8"))
    preferred = cited["preferred-citation"]
    assert (preferred["title"], preferred["version"]) == (TITLE, untip.__data_version__)
    assert [author["name"] for author in preferred["authors"]] == [AUTHORS]
    assert cited["version"] == untip.__version__


def test_a_source_is_cited_as_the_work_that_it_is() -> None:
    one = source(authors=["Ann Lee", "Bo Li"], publisher="House", published="2010-10-18")
    assert said(one) == "Ann Lee, Bo Li (18 October 2010). A Title. House. https://example.org/a_b%20c"
    assert said(one, "bibtex").splitlines() == [
        "@techreport{s,",
        "  author = {Ann Lee and Bo Li},",
        "  title = {{A Title}},",
        "  institution = {House},",
        "  year = {2010},",
        "  month = oct,",
        "  url = {https://example.org/a_b%20c},",
        "}",
    ]
    assert json.loads(said(one, "csl-json")) == [
        {
            "id": "s",
            "type": "report",
            "title": "A Title",
            "author": [{"literal": "Ann Lee"}, {"literal": "Bo Li"}],
            "publisher": "House",
            "issued": {"date-parts": [[2010, 10, 18]]},
            "URL": "https://example.org/a_b%20c",
        }
    ]


def test_a_source_without_an_author_is_its_publishers_and_a_title_alone_stands_first() -> None:
    one = source(publisher="House & Co.", consulted="2026-11", type="web-page")
    assert said(one) == "House & Co. A Title. https://example.org/a_b%20c (consulted November 2026)"
    assert "  author = {{House \\& Co.}},\n  title" in said(one, "bibtex")
    assert "howpublished" not in said(one, "bibtex")
    assert "  urldate = {2026-11}," in said(one, "bibtex")
    assert said(source(published="1999")) == "A Title (1999). https://example.org/a_b%20c"
    assert said(source(name="Why?")) == "Why? https://example.org/a_b%20c"


def test_an_instrument_and_a_resource_are_works_too() -> None:
    assert untip.cite("ga-res-55-25") == (
        "United Nations General Assembly (15 November 2000). General Assembly resolution 55/25. A/RES/55/25."
    )
    assert json.loads(untip.cite("palermo-protocol", "csl-json"))[0]["type"] == "treaty"
    assert untip.cite("unodc-global-report", "bibtex").startswith(
        "@techreport{unodc-global-report,\n  author = {{United"
    )
    links = [{"type": kind, "url": f"https://example.org/{kind}"} for kind in ("homepage", "document", "record")]
    manual = untip.from_dict(untip.Resource, {"id": "r", "name": "R", "type": "manual", "links": links})
    assert said(manual) == "R. https://example.org/document"


def test_any_other_record_is_an_entry_of_the_data_set() -> None:
    version = untip.__data_version__
    assert untip.cite("unodc") == (
        f"{AUTHORS} (December 2026). United Nations Office on Drugs and Crime (UNODC). In: {TITLE}. "
        f"Data version {version}, record unodc (agency)."
    )
    assert untip.cite(untip.agencies["unodc"], "bibtex").startswith("@misc{untip-unodc,")
    (item,) = json.loads(untip.cite("unodc", "csl-json"))
    assert (item["type"], item["container-title"]) == ("entry", TITLE)


def test_what_a_user_keeps_is_not_cited_as_the_packages() -> None:
    media = untip.from_dict(untip.Agency, {"id": "night-line", "name": "Night Line", "type": "media"})
    mine = untip.Registry([media])
    assert mine.cite("night-line") == f"Night Line. In: {OTHERS}. record night-line (agency)."
    assert mine.cite("night-line", "bibtex").startswith("@misc{records-night-line,")
    assert mine.cite() == f"{OTHERS}."
    both = untip.registry.merge(mine)
    assert both.cite("night-line") == mine.cite("night-line")
    assert both.cite("unodc") == untip.cite("unodc") == untip.as_of("2012").cite("unodc")


@pytest.mark.parametrize(
    ("date", "words", "csl"),
    [
        ("2000-11-15", "15 November 2000", {"date-parts": [[2000, 11, 15]]}),
        ("2006-09", "September 2006", {"date-parts": [[2006, 9]]}),
        ("2007", "2007", {"date-parts": [[2007]]}),
        ("2004-XX", "2004", {"date-parts": [[2004]]}),
        ("2007~", "about 2007", {"date-parts": [[2007]], "circa": True}),
        ("2007?", "2007 (uncertain)", {"date-parts": [[2007]], "circa": True}),
        ("199X", "the 1990s", {"literal": "the 1990s"}),
        ("19XX", "19XX", {"literal": "19XX"}),
    ],
)
def test_a_date_claims_no_more_than_is_known(date: str, words: str, csl: dict[str, object]) -> None:
    work = Work("k", "report", "T", date=PartialDate(date))
    assert in_words(PartialDate(date)) == words
    assert text(work) == f"T ({words})."
    assert csl_item(work)["issued"] == csl
    assert f"  year = {{{date[:4]}}}," in bibtex(work)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("A & B_C #1 100% $5", "A \\& B\\_C \\#1 100\\% \\$5"),
        ("a\\b", "a\\textbackslash{}b"),
        ("~^", "\\textasciitilde{}\\textasciicircum{}"),
        ("{x}", "\\textbraceleft{}x\\textbraceright{}"),
        ("Côte d’Ivoire", "Côte d’Ivoire"),
    ],
)
def test_what_tex_would_take_as_a_command_is_escaped(words: str, expected: str) -> None:
    assert escaped(words) == expected


def test_authors_that_bibtex_would_take_apart_stand_in_braces() -> None:
    one = source(authors=["Ministry of Women and Children", "Smith, John", "Ann Lee"])
    assert "  author = {{Ministry of Women and Children} and {Smith, John} and Ann Lee}," in said(one, "bibtex")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), DATES | DECADES)
def test_bibtex_stays_balanced_and_csl_is_json(words: str, date: PartialDate) -> None:
    work = Work("k", "article", words, (words,), words, date, words, note=words)
    entry = bibtex(work)
    assert entry.count("{") == entry.count("}")
    depth = 0
    for sign in entry:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert not re.search(r"(?<!\\)[&#%$_]", entry)
    assert csl_item(work)["title"] == words


def test_errors() -> None:
    with pytest.raises(untip.UnknownIdError, match="icat"):
        untip.cite("icat-2011")
    with pytest.raises(untip.UnknownFieldError, match="did you mean bibtex"):
        untip.cite(style="bibtxt")  # type: ignore[arg-type]
    with pytest.raises(untip.UnknownFieldError):
        cite(Work("k", "report", "T"), [])  # type: ignore[arg-type]


def test_after_a_claim_stand_the_sources_that_are_known() -> None:
    claim = untip.from_dict(
        untip.Finding,
        {
            "id": "f",
            "name": "A Claim",
            "type": "gap",
            "by": ["a"],
            "citations": [{"source": "s"}, {"source": "elsewhere"}],
        },
    )
    registry = untip.Registry([claim, source()])
    both = registry.cite("f").splitlines()
    assert [any(title in line for line in both) for title in ("A Claim", "A Title")] == [True, True]
    assert registry.cite("f").endswith(registry.cite("s"))
    assert len(both) == 2


@pytest.mark.parametrize("style", ["text", "bibtex", "csl-json"])
def test_every_record_can_be_cited_with_a_key_of_its_own(style: str) -> None:
    cited = [untip.cite(record, style) for record in untip.registry._records]  # type: ignore[arg-type]
    assert len(cited) == len(untip.registry)
    if style == "bibtex":
        assert len({one.partition(",")[0] for one in cited}) == len(cited)
        assert all(re.match(r"@[a-z]+\{[a-z0-9-]+,\n", one) for one in cited)
