"""Words as search sees them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from untip._search.words import STOP, indexed, key, keys, marked

SAME = """
    labour labor LABOUR | labours labor | organisation organization organize organised
    programme programs | centre centers
    defence defense | licence license | offence offenses | behaviour behavior | counselling counseling
    judgement judgment | fulfil fulfill | enrolment enrollment | paediatric pediatric | practise practice
    child children | woman women | man men | person persons people | crisis crises
    trafficking trafficked traffics traffic | prosecution prosecute prosecuted prosecuting
    protect protection protected
    prevent prevention | exploit exploitation exploited | criminalize criminalise criminalization criminalisation
    ratify ratified ratification | identify identified identification | migrate migration | repatriate repatriation
    agency agencies | database databases | marry married | marriage marriages | agree agreed | beg begging
    stateless statelessness | cooperation co-operation Co-operation | coordinate co-ordinating coordination
    Côte Cote CÔTE | peacekeeping peacekeepers | smuggling smugglers | slave slaves | analysis analyses analyse analyze
"""

DIFFERENT = """
    internal international | organ organization | organs organized | policy police | state status | slave slavery
    general generation | universal university | united unit | aids aid | prostitution prosecution | nation native
    convention convene | adopt adapt | migrant migration | traffic trafficker | commission commissioner | report port
"""


def groups(text: str) -> list[list[str]]:
    return [group.split() for line in text.splitlines() for group in line.split("|") if group.split()]


@pytest.mark.parametrize("words", groups(SAME), ids=" ".join)
def test_forms_and_spellings_of_a_word_have_one_key(words: list[str]) -> None:
    assert {key(word) for word in words} == {key(words[0])}


@pytest.mark.parametrize("words", groups(DIFFERENT), ids=" ".join)
def test_different_words_have_different_keys(words: list[str]) -> None:
    assert len({key(word) for word in words}) == len(words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("35,000 experts", ["35000", "expert"]),
        ("A/RES/64/293", ["a", "res", "64x293"]),
        ("SDG 8.7", ["sdg", "8x7"]),
        ("HIV/AIDS", ["hiv", "aids"]),
        ("the children's rights", ["the", "child", "right"]),
        ("the children’s rights", ["the", "child", "right"]),
        ("… — !", []),
    ],
)
def test_a_text_is_its_words_in_order(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


def test_the_index_holds_a_compound_as_a_whole_too() -> None:
    assert indexed("the UN.GIFT partners") == "the ungift un gift partner"
    assert indexed("an inter-agency group") == "an interagency inter agency group"


def test_words_are_marked_where_they_stand() -> None:
    text = "Victims of UN.GIFT, and a victim"
    assert [text[start:end] for start, end, _ in marked(text, {"victim"})] == ["Victims", "victim"]
    assert [text[start:end] for start, end, _ in marked(text, {"ungift"})] == ["UN.GIFT"]


@given(st.text())
def test_a_key_is_letters_digits_and_spaces_only_and_its_own_key(text: str) -> None:
    for word in keys(text):
        assert word
        assert word.replace(" ", "").isalnum()
    assert all(start < end for start, end, _ in marked(text, set(keys(text))))
    assert "\t" not in indexed(text)
    assert "\n" not in indexed(text)


def test_words_passed_over_are_plain() -> None:
    assert all(word == word.lower() and word.isalpha() for word in STOP)


def test_a_continent_and_its_adjective_are_one_word() -> None:
    for name, adjective in (("Africa", "African"), ("Asia", "Asian"), ("Europe", "European"), ("America", "Americans")):
        assert key(name) == key(adjective)
