"""How real lists spell names, and what each spelling finds: the examples are the specification."""

import doctest
import re
from collections.abc import Callable
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

import untip
from untip import Registry
from untip._registry import finding
from untip._search import spelling
from untip._search.names import fold, is_code, is_missing, mostly_codes, names_of
from untip._search.spelling import around, numbers, words
from untip._search.spelling.reading import Reading, Readings
from untip._store.tables import read_state_names
from untip.dates import Interval
from untip.errors import AmbiguousNameError, ValidationError
from untip.schema import Alias, Instrument, InstrumentType, Source, SourceType, State

LANGUAGES = ("fr", "es", "ru", "zh", "ar")
STATES = tuple(untip.states)


def found(name: str, kind: str | None = "state") -> str | None:
    """Return the id that a name finds, or nothing where it finds none or several."""
    try:
        record = untip.find(name, kind=kind, default=None)
    except AmbiguousNameError:
        return None
    return None if record is None else record.id


@pytest.mark.parametrize(
    "module", ["names", *(f"spelling.{name}" for name in ("around", "numbers", "reading", "words"))]
)
def test_the_examples_of_every_rule_hold(module: str) -> None:
    found = doctest.testmod(import_module(f"untip._search.{module}"))
    assert (found.failed, found.attempted > 0) == (0, module != "spelling.reading")


def test_every_rule_has_an_example() -> None:
    assert [rule.__name__ for rule in spelling.RULES if ">>>" not in (rule.__doc__ or "")] == []


# ── States ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("names", "id"),
    [
        (["The Gambia", "Gambia, The", "Gambia (the)", "the Republic of the Gambia"], "gmb"),
        (["Bahamas, The", "Bahamas (the)", "Bahamas (Las)", "Les Bahamas", "BAHAMAS"], "bhs"),
        (["Korea, Rep.", "Korea, Republic of", "Korea (Republic of)", "Korea Republic", "Korea, South", "S. Korea"], "kor"),
        (["Rep. of Korea", "Korea South", "KOREA (THE REPUBLIC OF)", "Korea, Rep. of (ROK)"], "kor"),
        (["Korea, Dem. People's Rep.", "Korea, Dem. Rep.", "Korea DPR", "Korea, D.P.R.", "DPR Korea", "DPRK"], "prk"),
        (["Congo, Dem. Rep.", "Dem. Rep. of the Congo", "Dem. Rep. Congo", "Congo, DR", "DRC", "Congo (Kinshasa)"], "cod"),
        (["Congo, the Democratic Republic of the", "Democratic Republic of Congo", "Zaire", "Zaire, Republic of"], "cod"),
        (["Congo (la République démocratique du)", "RDC", "刚果民主共和国", "Демократическая Республика Конго"], "cod"),
        (["Congo, Rep.", "Congo (Brazzaville)", "Republic of Congo", "Congo (the)"], "cog"),
        (["Tanzania (United Republic of)", "Tanzania, United Rep. of", "United Rep. of Tanzania"], "tza"),
        (["Iran, Islamic Rep.", "Iran (Islamic Rep. of)", "IR Iran", "Iran, Isl. Rep."], "irn"),
        (["Micronesia, Fed. Sts.", "Micronesia, Federated States of", "F.S. Micronesia", "Micronesia (country)"], "fsm"),
        (["St. Vincent & Grenadines", "St Vincent and the Grenadines", "St. Vin. and Gren."], "vct"),
        (["Macedonia, the former Yugoslav Republic of", "TFYR of Macedonia", "Macedonia, FYR", "FYROM"], "mkd"),
        (["Venezuela, RB", "Venezuela, Bolivarian Republic of", "the Bolivarian Republic of Venezuela"], "ven"),
        (["Egypt, Arab Rep.", "the Arab Republic of Egypt", "Egypte", "مصر"], "egy"),
        (["Myanmar (Burma)", "Burma", "Myanmar/Burma", "Burma (Myanmar)", "Myanmar, formerly Burma"], "mmr"),
        (["Holy See (Vatican City State)", "Holy See, Vatican City State", "Vatican", "The Holy See"], "vat"),
        (["Croatia (local name: Hrvatska)", "Croatia (HRV)", "Republic of Croatia"], "hrv"),
        (["China 1", "China 1, 2", "China¹", "China [1]", "China (1)", "China*", "China, People's Republic", "China PR"], "chn"),
        (["Afghanistan[b]", "Afghanistan a/", "Islamic Republic of Afghanistan"], "afg"),
        (["Netherlands (Kingdom of the) 3", "Netherlands, The", "Pays-Bas", "Holland"], "nld"),
        (["CÃ´te d'Ivoire", "Cote d`Ivoire", "Côte d’Ivoire", "Ivory Coast"], "civ"),
        (["B&H", "B & H", "Bosnia-Herzegovina", "Bosnia & Herzegovina", "Bosnia and Herz."], "bih"),
        (["West Germany", "Germany, Federal Republic of", "Germany, Fed. Rep.", "German Federal Republic"], "deu"),
        (["East Germany", "German Dem. Rep.", "Germany (East)", "GDR"], "ddr"),
        (["Yugoslavia (former)", "Yugoslavia, SFR", "SFRY"], "yug"),
        (["U.S.A.", "USA", "United States", "the United States of America", "United States (US)"], "usa"),
        (["Great Britain", "U.K.", "UK", "UK of Great Britain and N. Ireland", "The United Kingdom"], "gbr"),
        (["Government of Norway", "NO", "NOR", "578"], "nor"),
        (["NA", "NAM", "Namibia"], "nam"),
        (["ZAR", "ZR"], "cod"),
        (["ROM", "Rumania"], "rou"),
        (["West Bank and Gaza", "oPt", "Palestinian Territory, Occupied", "Palestine, State of"], "pse"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_state_is_found_as_real_lists_spell_it(names: list[str], id: str) -> None:
    assert {name: found(name) for name in names} == dict.fromkeys(names, id)


@pytest.mark.parametrize(
    "name",
    [
        *("", " ", "-", "…", "?", "N/A", "n/a", "#N/A", "n.a.", "na", "None", "NULL", "NaN", "unknown"),
        *("and", "be", "by", "can", "in", "is", "it", "me", "no", "No", "per", "I.D.", "C.H.", "bh", "fra", "4", "04"),
        *("Hong Kong", "Hong Kong, China", "China, Hong Kong SAR", "Macao SAR (China)", "Puerto Rico", "Greenland", "Guam (US)"),
        *("Taiwan", "Taiwan*", "Taiwan, Province of China", "Republic of China", "China, Republic of", "ROC", "Kosovo", "Kosovo*"),
        *("French Guiana", "American Samoa", "Samoa, American", "Virgin Islands (US)", "Saint Martin", "Netherlands Antilles"),
        *("Réunion (France)", "France, Martinique", "Western Sahara", "Tanzania: Zanzibar", "England", "Northern Ireland"),
        *("Georgia (US state)", "New Holland", "Zealand", "Norfolk", "Virgin Islands", "Guiana"),
        *("Belgium and Luxembourg", "Belgium-Luxembourg", "Sweden except Stockholm", "Asia excluding Hong Kong"),
        *("Thailand office 3", "Embassy of Thailand", "Bank of Ghana", "University of Malta", "UN Thailand", "Peru, Chile"),
        *("Republic of Viet Nam", "South Viet Nam", "Yemen, Democratic", "Yemen Arab Republic", "Republic of Ghent"),
        *("Atlantis", "Atlantis, Republic of", "Kingdom of Freedonia & Sylvania, The"),
    ],
)  # fmt: skip
def test_what_is_no_name_of_a_state_finds_none(name: str) -> None:
    assert found(name) is None


def test_a_word_that_reads_like_an_id_is_no_state() -> None:
    words = ["and", "can", "per", "fra"]
    assert [untip.get(word) for word in words] == [untip.states[word] for word in words]
    assert untip.resolve(words, kind="state") == [None] * 4
    assert untip.resolve([word.upper() for word in words], kind="state") == words
    assert list(untip.mentions(" ".join(words))) == []


def test_a_code_goes_before_a_name_where_it_is_written_as_a_code() -> None:
    assert (found("BH"), found("B and H"), found("BA")) == ("bhr", "bih", "bih")
    assert found("SCG") == "srb"
    assert found("CS") == "csk"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_state_of_today_has_its_names_in_the_languages_of_the_united_nations(lang: str) -> None:
    assert [s.id for s in STATES if s.m49 is not None and lang not in {alias.lang for alias in s.aliases}] == []


def test_every_name_of_every_state_finds_it() -> None:
    assert [(s.id, name) for s in STATES for name in names_of(s) if found(name) != s.id] == []


def test_no_rule_makes_of_one_states_name_that_of_another() -> None:
    records = untip.registry._records
    other = [
        (state.id, name, rule, reading.text)
        for state in STATES
        for name in names_of(state)
        for rule, made in spelling.readings(name)
        for reading in made
        if set(finding._meant(records, reading, "state")) - {state.id}
    ]
    # what a name begins or ends with may be another State's own: "Guinea" is no reading of "Guinea, Equatorial"
    assert other == []


NAMES = st.sampled_from([(s.id, name) for s in STATES for name in names_of(s) if name.isascii()])
AROUND = st.sampled_from(
    [
        *("The {}", "{} (the)", "{}, The", "{} 1", "{}*", "{} [a]", "{} (1, 2)", " {} ", "Government of {}", "{}¹"),
        *("{} (country)", "the {} 3", "{},", "“{}”"),
    ]
)


@given(NAMES, AROUND, AROUND)
def test_what_stands_round_a_states_name_does_not_change_what_it_names(
    named: tuple[str, str], inner: str, outer: str
) -> None:
    id, name = named
    assert found(outer.format(inner.format(name))) in (id, None)


@given(NAMES, NAMES, st.sampled_from([" and ", " & ", "/", ", ", " - ", "; ", " or ", " (", " [", ": ", " except "]))
def test_two_states_are_never_a_third(one: tuple[str, str], other: tuple[str, str], between: str) -> None:
    closing = {" (": ")", " [": "]"}.get(between, "")
    assert found(f"{one[1]}{between}{other[1]}{closing}") in (None, one[0], other[0])
    if one[0] != other[0] and between not in (", ", " (", " ["):
        assert found(f"{one[1]}{between}{other[1]}") is None


@given(NAMES, st.text("bcdfghjklmnpqrstvwxz", min_size=4, max_size=9))
def test_a_states_name_inside_another_name_is_not_the_state(named: tuple[str, str], word: str) -> None:
    for pattern in ("{} {}", "{1} {0}", "{} {} office 7", "{1} of {0}", "{} ({})", "{} - {}"):
        assert found(pattern.format(named[1], word)) is None


# ── bodies, texts and targets ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("names", "id"),
    [
        (["UNODC", "the UNODC", "United Nations Office on Drugs and Crime (UNODC)", "UNODC*"], "unodc"),
        (["UNODC - United Nations Office on Drugs and Crime", "Drugs and Crime, United Nations Office on"], "unodc"),
        (["United Nations Children's Fund  [UNICEF]", "UNICEF (United Nations Children's Fund)"], "unicef"),
        (["Council of Europe  [CE]", "Council of Europe (CoE)"], "council-of-europe"),
        (["International Bank for Reconstruction and Development (IBRD) [IBRD]", "The World Bank"], "world-bank"),
        (["Organisation of American States", "Organization of American States (OAS)"], "oas"),
        (["International Labor Organization", "International Labour Organisation (ILO)"], "ilo"),
        (["Convention on the Rights of the Child. New York, 20 November 1989", "IV-11", "UNTC IV.11"], "crc"),
        (["Convention on the Rights of the Child (1989)", "The Convention on the Rights of the Child"], "crc"),
        (["Convention on the Rights of the Child (CRC), 1989", "1989 Convention on the Rights of the Child"], "crc"),
        (["IV-11-b", "Chapter IV.11 (b)", "CRC-OP-AC", "OP-CRC-AC"], "opac"),
        (["C29", "C-29", "ILO C029", "ILO 29"], "ilo-c29"),
        (["ILO Convention No. 29", "Convention No. 29", "ILO Convention No. 29 on Forced Labour"], "ilo-c29"),
        (["Forced Labor Convention, 1930", "Forced Labour Convention (No. 29)", "ILO Forced Labour Convention"], "ilo-c29"),
        (["C182 - Worst Forms of Child Labour Convention, 1999 (No. 182)", "ILO182", "ILO 182"], "ilo-c182"),
        (["Protocol to the Forced Labour Convention", "P29", "ILO Protocol 29"], "ilo-p29"),
        (["Res. 55/25", "R/55/25", "55/25", "UNGA resolution 55/25", "A/RES/55/25 of 15 November 2000"], "ga-res-55-25"),
        (["General Assembly resolution A/RES/55/25", "GA Res 55/25", "UN GA Res. 55/25 (2000)"], "ga-res-55-25"),
        (["UNSC 2331", "UNSCR 2331", "UNSC 2331 (2016)", "Resolution 2331 (2016)", "S/RES/2331(2016)"], "sc-res-2331"),
        (["A/RES/217(III)", "217 (III)", "GA resolution 217 A (III) of 10 December 1948", "UNGA Res 217A(III)"], "udhr"),
        (["resolution 317 (IV)", "General Assembly resolution 317(IV)", "A/RES/317(IV)"], "ga-res-317-iv"),
        (["CEDAW GR No. 38", "CEDAW General recommendation No 38", "GR #38"], "cedaw-gr-38"),
        (["16.2.2", "SDG 16.2.2", "SDG indicator 16.2.2", "Indicator 16.2.2"], "sdg-16-2"),
        (["8.7", "SDG 8.7", "Goal 8.7", "Goal 8, Target 8.7", "SDG target 8.7"], "sdg-8-7"),
        (["CETS No.197", "ETS 197", "CoE Anti-Trafficking Convention"], "cets-197"),
        (["32011L0036", "CELEX:32011L0036", "EU Directive 2011/36", "Directive 2011/36/EU"], "eu-directive-2011-36"),
        (["Protocol to Prevent, Suppress & Punish Trafficking in Persons", "UN Protocol on Trafficking"], "palermo-protocol"),
        (["UN Special Rapporteur on Trafficking"], "special-rapporteur-trafficking"),
        (["Millennium Development Goal"], "mdgs"),
        (["Global Report on Trafficking in Persons 2024"], "unodc-global-report"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_body_text_or_target_is_found_as_real_lists_spell_it(names: list[str], id: str) -> None:
    assert {name: found(name, None) for name in names} == dict.fromkeys(names, id)


@pytest.mark.parametrize(
    "name",
    [
        *("UN / UNICEF", "UNFPA, UNICEF", "UN UNICEF", "UN Asian Development Bank", "UNODC (UNICEF)", "UNODC Thailand"),
        *("Convention on the Rights of the Child (2005)", "Forced Labour Convention, 1957", "1957 Forced Labour Convention"),
        *("A/RES/55/25, annex II", "A/RES/55/26", "55/26", "UNSC 2332 (2016)", "UNSCR 2331 (2019)", "2331", "217 (V)"),
        *("C30", "C29 and C105", "C29, C105", "ILO 9", "Convention on 29 things", "Protocol No. 29", "Protocol 29"),
        *("SDG 8", "Goal 8", "8.77", "Forced Labour Convention (No. 105)", "United Nations Office on Chess", "XX-4"),
        *("N/A", "none", "-"),
    ],
)  # fmt: skip
def test_what_is_no_name_of_a_body_or_text_finds_none(name: str) -> None:
    assert found(name, None) is None


def test_a_source_a_statistic_or_a_finding_is_found_only_where_it_is_asked_for() -> None:
    source = Source(id="notes", name="The Notes", type=SourceType.ARTICLE, url="https://example.org/")
    registry = Registry([source])
    for name in ("The Notes", "notes", "Notes"):
        assert registry.find(name, default=None) is None
        assert registry.find(name, kind="source") is source
    assert found("UNSCR 2331", None) == "sc-res-2331"


def test_a_name_that_a_rule_finds_twice_stays_ambiguous() -> None:
    one, other = (
        Instrument(id=id, name=name, type=InstrumentType.TREATY)
        for id, name in (("one", "Commission Rules"), ("other", "Committee Rules"))
    )
    with pytest.raises(AmbiguousNameError) as caught:
        Registry([one, other]).find("Comm. Rules")
    assert caught.value.candidates == (one, other)


def test_a_rule_stands_behind_the_name_as_it_is() -> None:
    one, other = (
        Instrument(id=id, name=name, type=InstrumentType.TREATY)
        for id, name in (("one", "Charter"), ("other", "The Charter"))
    )
    registry = Registry([one, other])
    assert (registry.find("the charter"), registry.find("Charter"), registry.find("Charter (the)")) == (other, one, one)


@given(st.text(max_size=80))
def test_any_text_is_read_and_no_reading_comes_twice(text: str) -> None:
    made = [reading for _, readings in spelling.readings(text) for reading in readings]
    assert len(made) == len(set(made))
    assert Reading(text.strip()) not in made


# ── what find returns where it finds nothing ────────────────────────────────────────────────────────────────────────────


def test_a_default_takes_the_place_of_an_error() -> None:
    assert untip.find("nothing at all", default=None) is None
    assert untip.find("nothing at all", kind="state", default=5) == 5
    with pytest.raises(AmbiguousNameError):
        untip.find("Palermo Protocols", default=None)
    with pytest.raises(untip.UnknownFieldError):
        untip.find("UNODC", kind="agencie", default=None)
    assert untip.find("UNODC", kind="agencies") is untip.find("UNODC", kind="agency")


# ── marks and codes ───────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.text(min_size=1, max_size=30))
def test_a_missing_mark_has_no_letters_but_those_of_a_mark(text: str) -> None:
    if is_missing(text):
        letters = [sign for sign in text.lower() if sign.isalnum()]
        assert not letters or fold("".join(letters)) == "".join(letters)


@given(st.text(max_size=5))
def test_a_code_is_capitals_or_digits(text: str) -> None:
    assert is_code(text) == (
        text.isascii()
        and ((text.isalpha() and text.isupper() and len(text) in (2, 3)) or (text.isdigit() and len(text) == 3))
    )


def test_na_is_a_code_among_codes_only() -> None:
    assert mostly_codes(["NA", "DE", "FR", "Ghana"])
    assert not mostly_codes(["NA", "Germany", "FR", "Ghana"])
    assert not mostly_codes([])


# ── keys ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def slow_fold(name: str) -> str:
    """The rule of `fold`, sign by sign, for names of ASCII letters."""
    key, apart = "", False
    for sign in re.sub(r"(?<=[a-z])\+(?![a-z0-9_])", "plus", name.lower()):
        if not sign.isalnum():
            apart = True
            continue
        key += " " if apart and key and sign.isdigit() and key[-1].isdigit() else ""
        key += sign
        apart = False
    return key


@given(st.text(st.characters(max_codepoint=127), max_size=40))
def test_the_fast_way_to_a_key_gives_the_same_key(name: str) -> None:
    assert fold(name) == slow_fold(name)


# ── the table of names ────────────────────────────────────────────────────────────────────────────────────────────────

HEADER = "state,name,lang,note,period,source\n"


def test_the_table_gives_each_states_names_with_language_period_and_source() -> None:
    rows = 'fra,Frankreich,de,translation,,list\nfra,Gaul,,former,../0486,list\nfra,"Gallia, Greater",,,,\n'
    assert read_state_names((HEADER + rows).encode(), "state_names.csv") == {
        "fra": (
            (
                Alias(name="Frankreich", note=untip.schema.AliasNote.TRANSLATION, lang="de"),
                Alias(name="Gaul", note=untip.schema.AliasNote.FORMER, period=Interval("../0486")),
                Alias(name="Gallia, Greater"),
            ),
            ("list",),
            (2, 1),
        )
    }


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("fra,,,,,\n", "name: missing: name, text"),
        ("fra,Gaul,,formr,,\n", "note: found 'formr'"),
        ("fra,Gaul,French,,,\n", "lang: found 'French'"),
        ("fra,Gaul,fr,,,\nfra,Gaul,fr,,,\n", "name: 'Gaul' is in line 2 too; remove one"),
        ("fra,Gaul\n", "found 2 cells, expected 6"),
    ],
)
def test_a_fault_in_the_table_is_named_with_its_line(rows: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said) as caught:
        read_state_names((HEADER + rows).encode(), "state_names.csv")
    assert caught.value.problems[0].line == rows.count("\n") + 1


def test_a_name_in_another_language_may_read_as_the_english_one() -> None:
    aliases = (Alias(name="Angola", lang="fr"), Alias(name="Angola", lang="es"))
    assert State(id="ago", name="Angola", alpha3="AGO", aliases=aliases).aliases == aliases
    with pytest.raises(ValidationError, match=r"aliases\[2\]: 'Angola' occurs twice; remove one"):
        State(id="ago", name="Angola", alpha3="AGO", aliases=aliases + aliases[:1])


# ── readings of one rule ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("rule", "name", "expected"),
    [
        (around.closing_date, "Slavery Convention, Geneva, 25 September 1926", ["Slavery Convention, Geneva", "Slavery Convention"]),
        (numbers.ilo_number, "C182 (1999)", ["ilo-convention:C182"]),
        (numbers.ilo_number, "C182 –", []),
        (numbers.un_symbol, "1998/12", []),
        (numbers.un_symbol, "A/RES/55/25", ["A/RES/55/25", "General Assembly resolution 55/25"]),
        (numbers.un_symbol, "A/HRC/DEC/4/1", ["A/HRC/RES/4/1", "Human Rights Council resolution 4/1"]),
        (words.written_out, "St.Lucia", ["Saint Lucia"]),
        (words.turned_round, ", Lao", []),
        (words.inner_article, "A of B of C of D of E", []),
    ],
)  # fmt: skip
def test_a_rule_reads(rule: Callable[[str], Readings], name: str, expected: list[str]) -> None:
    assert [reading.text for reading in rule(name)] == expected


def test_what_no_encoding_explains_is_not_read_as_badly_decoded() -> None:
    assert [reading.text for reading in around.mis_decoded("CÃ´te d'Ivoire")] == ["Côte d'Ivoire"]
    assert around.mis_decoded("Ãb") == ()


def test_a_name_with_nothing_behind_its_comma_is_no_pair_of_names() -> None:
    assert around.either("World Bank, Bank")
    assert around.either("World Bank,") == around.either(", World Bank") == ()


@pytest.mark.parametrize("short", ["L", "League", "L A S", "las", "LLLLLLLLLLLLL"])
def test_what_is_no_acronym_is_none_of_a_name(short: str) -> None:
    assert around.is_initialism("LAS", "League of Arab States")
    assert not around.is_initialism(short, "League of Arab States")


def test_a_year_beside_a_code_must_be_that_of_the_record() -> None:
    assert [reading.year for reading in numbers.ilo_number("C182 (1999)")] == [1999]
    assert found("ILO C182 (1999)", None) == untip.find("ILO C182").id
    assert found("ILO C182 (1998)", None) is None


def test_a_state_is_of_no_year_an_undated_record_of_every_one_and_a_series_of_all_after_its_first() -> None:
    def report(**fields: object) -> untip.Record:
        return untip.from_dict(untip.Resource, {"id": "r", "name": "R", "type": "report"} | fields)

    years = (1999, 2005, 2006, 2007)
    for record, expected in (
        (untip.states["fra"], []),
        (report(), [*years]),
        (report(published="2006"), [2006]),
        (report(published="2005/2006" if False else "200X"), [2005, 2006, 2007]),
        (report(published="2006", frequency="yearly"), [2006, 2007]),
        (report(frequency="yearly"), [*years]),
    ):
        assert [year for year in years if spelling.is_of_year(record, year)] == expected
