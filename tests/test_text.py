"""Words for messages: any value shown briefly, and the names nearest to a wrong one."""

from typing import Any, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

import untip
from untip._text import brief, did_you_mean, key_text, nearest


class Hostile:
    """Raises whatever it is asked."""

    def __repr__(self) -> NoReturn:
        raise RuntimeError("no")


class Countless(Hostile):
    def __len__(self) -> NoReturn:
        raise RuntimeError("no")


class Name(str):
    __slots__ = ()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a\nb", r"'a\nb'"),
        ("a" * 58, f"'{'a' * 58}'"),
        ("a" * 1_000_000, "'" + "a" * 35 + "…' of 1000000 characters"),
        (Name("a"), "Name 'a'"),
        (untip.schema.Pillar.PREVENTION, "Pillar 'prevention'"),
        (12, "12"),
        (None, "None"),
        ([1, "a", True], "[1, 'a', True]"),
        (("a",), "('a',)"),
        ({"a"}, "{'a'}"),
        ([], "[]"),
        ([1, 2, 3, 4, 5], "<list of 5>"),
        (["a" * 61], "<list of 1>"),
        ([[]], "<list of 1>"),
        ([None] * 1_000_000, "<list of 1000000>"),
        ({"a": 1}, "<dict of 1>"),
        (b"abc", "<bytes of 3>"),
        (10**5000, "<int>"),
        (10**100, "1" + "0" * 58 + "…"),
        (int, "<class 'int'>"),
        (Hostile(), "<Hostile>"),
        (Countless(), "<Countless>"),
        (untip.schema.Alias(name="a" * 1000), "<Alias>"),
        (untip.PartialDate("2007"), "PartialDate('2007')"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_is_shown_briefly_whatever_it_is(value: object, shown: str) -> None:
    assert brief(value) == shown


def test_a_record_is_shown_by_its_id(world: untip.Registry) -> None:
    assert brief(world.agencies["alpha"]) == "<Agency alpha>"


def test_what_is_nested_deep_is_not_followed() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    assert brief(deep) == "<list of 1>"


@given(st.one_of(st.text(), st.integers(), st.binary(), st.lists(st.text()), st.floats()))
def test_what_is_shown_is_short_and_on_one_line(value: object) -> None:
    shown = brief(value)
    assert len(shown) <= 60
    assert shown.isprintable()


@pytest.mark.parametrize(
    ("suggestions", "words"),
    [((), ""), (("a",), "; did you mean a?"), (("a", "b", "c"), "; did you mean a, b or c?")],
)
def test_suggestions_end_a_message_as_a_question(suggestions: tuple[str, ...], words: str) -> None:
    assert did_you_mean(suggestions) == words


def test_the_nearest_names_come_first_whatever_their_case() -> None:
    assert nearest("AGENCI", ["instruments", "Agency", "agencies"]) == ("agencies", "Agency")


@pytest.mark.parametrize("name", [5, None, [], "zzz"])
def test_nothing_is_near_to_what_is_no_name_or_far_off(name: object) -> None:
    assert nearest(name, ["agency"]) == ()


def test_a_key_is_shown_as_it_is_unless_it_breaks_or_fills_the_line() -> None:
    assert [key_text(key) for key in ("name", "a\nb", "x" * 100)] == ["name", r"'a\nb'", "x" * 100]
    assert key_text("x" * 101) == brief("x" * 101)
