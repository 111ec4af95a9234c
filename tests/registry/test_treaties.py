"""Who is party to a treaty and since when: by the treaty's own rule, and as far as partial dates allow."""

from datetime import date, timedelta
from itertools import product
from typing import Any
from unittest.mock import Mock

import pytest
from builders import days, row, treaty
from hypothesis import given
from hypothesis import strategies as st

from untip import Answer, PartialDate
from untip._registry import treaties
from untip._registry.treaties import answers_at, counts_by_year, filled, membership_spans, signatories
from untip._store.entry import entry, span
from untip.dates import When
from untip.schema import ForceCondition, Instrument, Participation

# ── entry into force for a party ────────────────────────────────────────────────────────────────────────────────────────


def enters(consent: str, **condition: Any) -> str:
    rule = ForceCondition(instruments=2, **condition)
    return str(entry(treaty(in_force_condition=rule), row(date=consent)))


def test_who_consented_before_the_treaty_entered_into_force_is_bound_from_then() -> None:
    assert enters("2000-05-01", days=90, later_days=30) == "2001-01-01"
    assert enters("2000-12-20", days=90, later_days=30) == "2001-01-19"
    assert enters("2000-12-02", days=90, later_days=30) == "2001-01-01"


@pytest.mark.parametrize(
    ("consent", "condition", "expected"),
    [
        ("2010-02-17", {"days": 90, "later_days": 30}, "2010-03-19"),
        ("2010-02-17", {"days": 90}, "2010-05-18"),
        ("2010-02-17", {"days": 0}, "2010-02-17"),
        ("2010-02-17", {"months": 12}, "2011-02-17"),
        ("2012-02-29", {"months": 12}, "2013-02-28"),
        ("2010-01-31", {"months": 3, "later_months": 1}, "2010-02-28"),
        ("2010-10-31", {"months": 3, "first_of_month": True}, "2011-02-01"),
        ("2010-11-01", {"months": 3, "first_of_month": True}, "2011-03-01"),
        ("2010-11-30", {"months": 3, "first_of_month": True}, "2011-03-01"),
        ("2010", {"months": 12}, "2011"),
        ("2010-03", {"days": 0}, "2010-03"),
        ("2010", {"days": 30}, "None"),
        ("2010~", {"days": 30}, "None"),
        ("2010-02-17", {}, "None"),
        ("9999-12-31", {"days": 30}, "None"),
        ("9999-12-31", {"months": 12}, "None"),
        ("9999-12-31", {"days": 0}, "None"),
        ("9999-11-30", {"months": 1}, "9999-12-30"),
        ("9999-10-15", {"months": 2, "first_of_month": True}, "None"),
    ],
)
def test_later_parties_are_bound_by_the_rule(consent: str, condition: dict[str, Any], expected: str) -> None:
    assert enters(consent, **condition) == expected


def test_entry_is_told_only_where_the_treaty_tells_it() -> None:
    assert entry(treaty(in_force=None), row(date="2010-01-01")) is None
    assert entry(treaty(in_force_condition=None), row(date="2010-01-01")) is None
    assert entry(treaty(), row("signature", "2000-06-01")) is None
    assert entry(treaty(), row("withdrawal", "2010-01-01", in_force=PartialDate("2011-01-01"))) is None
    assert entry(treaty(), row("succession", "2010-01-01")) is None
    assert entry(treaty(), row()) is None


def test_what_the_table_prints_goes_before_the_rule() -> None:
    printed = row(date="2010-01-01", in_force=PartialDate("2010-01-07"))
    assert entry(treaty(), printed) == PartialDate("2010-01-07")
    assert filled(treaty(), printed) is printed
    assert filled(treaty(), row(date="2010-01-01")).in_force == PartialDate("2010-01-31")
    assert filled(treaty(in_force=None), printed) is printed


# ── who is a party ──────────────────────────────────────────────────────────────────────────────────────────────────────


def answers_of(
    instrument: Instrument, rows: list[Participation], when: When, basis: Any = "deposited", **given: Any
) -> dict[str, Answer]:
    return answers_at(membership_spans(instrument, rows, basis, **given), when)


def asked(rows: list[Participation], when: str, basis: Any = "deposited", **given: Any) -> str:
    (answer,) = answers_of(treaty(), rows, when, basis, **given).values()
    return answer.name


def test_a_party_is_one_from_the_day_of_its_deposit() -> None:
    assert [asked([row(date="2010-05-03")], day) for day in ("2010-05-02", "2010-05-03", "2011")] == [
        *("NO", "CERTAINLY", "CERTAINLY")
    ]


def test_a_partial_date_makes_a_party_possible_before_it_is_certain() -> None:
    rows = [row(date="2010")]
    assert [asked(rows, day) for day in ("2009-12-31", "2010-01-01", "2010-12-30", "2010-12-31", "2010")] == [
        *("NO", "POSSIBLY", "POSSIBLY", "CERTAINLY", "CERTAINLY")
    ]
    assert asked([row(date="2010?")], "1950") == asked([row(date="2010?")], "2020") == "POSSIBLY"


def test_a_row_without_a_date_may_be_of_any_day_from_adoption_to_the_last_that_the_table_speaks_of() -> None:
    rows, until = [row()], PartialDate("2020-06-30")
    assert [asked(rows, day, until=until) for day in ("1999-12-31", "2000-01-01", "2020-06-29", "2020-06-30")] == [
        *("NO", "POSSIBLY", "POSSIBLY", "CERTAINLY")
    ]
    assert asked(rows, "2020") == "POSSIBLY"
    assert asked([row(date="2020")], "2020-06-30", until=until) == "CERTAINLY"


def test_a_party_that_withdraws_is_none_from_that_day_until_it_consents_again() -> None:
    rows = [row(date="2005-01-01"), row("withdrawal", "2008-03-10"), row("accession", "2010-07-01")]
    answers = [asked(rows, day) for day in ("2008-03-09", "2008-03-10", "2010-06-30", "2010-07-01", "2008/2009")]
    assert answers == ["CERTAINLY", "NO", "NO", "CERTAINLY", "CERTAINLY"]
    assert asked([row("withdrawal", "2008-03-10"), row(date="2005-01-01")], "2009") == "NO"
    assert asked(rows[:2], "2009/..") == "NO"
    assert asked(rows, "2009/..") == "CERTAINLY"
    assert asked([row(date="2005-01-01"), row("withdrawal", "2009")], "2009-06-01/..") == "POSSIBLY"


def test_who_withdraws_on_the_day_of_its_consent_is_no_party() -> None:
    rows = [row(date="2005-01-01"), row("withdrawal", "2005-01-01")]
    assert [asked(rows, day) for day in ("2004", "2005-01-01", "2004/2006", "2006")] == ["NO"] * 4


def test_a_second_consent_of_a_bound_party_changes_nothing() -> None:
    rows = [row(date="2005-01-01"), row("succession", "2006-01-01"), row("withdrawal", "2008-03-10")]
    assert [asked(rows, day) for day in ("2005-06-01", "2007", "2009")] == ["CERTAINLY", "CERTAINLY", "NO"]
    assert asked(rows[:2], "2009") == "CERTAINLY"


def test_in_force_is_another_basis() -> None:
    rows = [row(date="2010-01-01")]
    assert [asked(rows, day, "in_force") for day in ("2010-01-30", "2010-01-31")] == ["NO", "CERTAINLY"]
    leaves = [*rows, row("withdrawal", "2012-01-01", in_force=PartialDate("2013-01-01"))]
    assert [asked(leaves, day, "in_force") for day in ("2012-06-01", "2013-01-01")] == ["CERTAINLY", "NO"]
    assert [asked(leaves, day) for day in ("2012-06-01", "2013-01-01")] == ["CERTAINLY", "NO"]


def test_a_withdrawal_that_is_revoked_before_it_takes_effect_is_undone() -> None:
    rows = [row(date="2010-01-01"), row("withdrawal", "2012-01-01", in_force=PartialDate("2013-01-01"))]
    stays = [*rows, row("withdrawal-revoked", "2012-09-01")]
    for basis in ("deposited", "in_force"):
        assert [asked(rows, day, basis) for day in ("2012-10-01", "2014")] == ["CERTAINLY", "NO"]
        assert [asked(stays, day, basis) for day in ("2012-10-01", "2014")] == ["CERTAINLY", "CERTAINLY"]
    again = [*stays, row("withdrawal", "2015-01-01")]
    assert [asked(again, day) for day in ("2014-12-31", "2015-01-01")] == ["CERTAINLY", "NO"]


def test_a_revocation_of_a_withdrawal_that_the_table_does_not_have_changes_nothing() -> None:
    rows = [row(date="2010-01-01"), row("withdrawal-revoked", "2012-09-01"), row("withdrawal", "2015-01-01")]
    assert [asked(rows, day) for day in ("2013", "2015-01-01")] == ["CERTAINLY", "NO"]


def test_a_succession_works_back_to_a_day_that_the_table_does_not_tell() -> None:
    rows = [row("succession", "2010-01-01")]
    assert [asked(rows, day, "in_force") for day in ("2000-12-31", "2001-01-01", "2009-12-31", "2010-01-01")] == [
        *("NO", "POSSIBLY", "POSSIBLY", "CERTAINLY")
    ]


def test_without_a_rule_entry_into_force_is_possible_from_the_deposit_on() -> None:
    lawless = treaty(in_force_condition=None)
    answers = [
        answers_of(lawless, [row(date="2010-01-01")], day, "in_force")["fra"] for day in ("2009", "2010", "2020")
    ]
    assert answers == [Answer.NO, Answer.POSSIBLY, Answer.POSSIBLY]
    assert answers_of(treaty(in_force=None), [row(date="2010-01-01")], "2020", "in_force")["fra"] is Answer.NO


def ended(rows: list[Participation], when: str, end: str, basis: Any = "deposited") -> str:
    (answer,) = answers_of(treaty(), rows, when, basis, ends={"fra": PartialDate(end)}).values()
    return answer.name


def test_who_ceases_to_be_is_a_party_to_its_last_day() -> None:
    rows = [row(date="2005-01-01")]
    days = ("2004-12-31", "2005-01-01", "2008-03-10", "2008-03-11", "2008-03-11/..", "2008/2009")
    answers = [ended(rows, day, "2008-03-10") for day in days]
    assert answers == ["NO", "CERTAINLY", "CERTAINLY", "NO", "NO", "CERTAINLY"]
    assert [ended(rows, day, "2008") for day in ("2007", "2008-06-01", "2009")] == ["CERTAINLY", "POSSIBLY", "NO"]
    assert [ended([row()], day, "2008-03-10") for day in ("2008-03-09", "2008-03-11")] == ["POSSIBLY", "NO"]
    left = [*rows, row("withdrawal", "2007-01-01")]
    assert [ended(left, day, "2008-03-10") for day in ("2006", "2007-06", "2010")] == ["CERTAINLY", "NO", "NO"]


def test_who_ceases_to_be_before_it_is_bound_never_is() -> None:
    rows = [row(date="2005-01-01")]
    assert [ended(rows, day, "2005-01-20", "in_force") for day in ("2005-01-20", "2005-01-31", "2010")] == ["NO"] * 3
    assert ended(rows, "2005-01-20", "2005-01-20") == "CERTAINLY"
    assert ended(rows, "2005-01-01", "2004") == "NO"


DATES = ("2001-02", "2001-02-01", "2001-02-10", "2001-02-28", "2001-03-05", "2001-01-30")

EDGES = [date(2001, 1, 29) + timedelta(n) for n in (0, 1, 2, 3, 4, 11, 12, 13, 29, 30, 31, 34, 35, 36)]

WINDOWS = [(since, since + timedelta(more)) for since in EDGES for more in (0, 3)]


def ways(rows: list[Participation]) -> list[tuple[date, ...]]:
    """Every way of filling in the dates in which a party is bound for a day before it leaves."""
    return [
        way
        for way in product(*(days(*span(one.date)) for one in rows))
        if all(way[place] + timedelta(not place % 2) <= way[place + 1] for place in range(len(way) - 1))
    ]


def party_in(way: tuple[date, ...], since: date, last: date) -> bool:
    ends = [*way[1:], date.max]
    spells = [(way[place], ends[place]) for place in range(0, len(way), 2)]
    return any(start <= last and max(start, since) < end for start, end in spells)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_answer_is_what_every_way_of_filling_in_the_dates_says(count: int) -> None:
    for dates in product(DATES, repeat=count):
        rows = [row(action, date) for action, date in zip(("ratification", "withdrawal", "accession"), dates)]
        found = ways(rows)
        # leave out dates that no order fits, and those that leave open which consent came first
        first, last = span(rows[0].date), span(rows[-1].date)
        if not found or (count == 3 and (first >= last or last.last <= span(rows[1].date).first)):
            continue
        for since, until in WINDOWS:
            answers = {party_in(way, since, until) for way in found}
            expected = Answer.POSSIBLY if len(answers) > 1 else Answer.CERTAINLY if True in answers else Answer.NO
            assert answers_of(treaty(), rows, f"{since}/{until}")["fra"] is expected, (dates, since, until)


PARTIAL = st.one_of(
    st.dates(date(1999, 1, 1), date(2030, 12, 31)).map(str),
    st.sampled_from(["2004", "2010-03", "199X", "2012~"]),
    st.none(),
)

ROWS = st.lists(st.builds(row, st.sampled_from(["ratification", "succession", "withdrawal", "signature"]), PARTIAL))


@given(ROWS, st.dates(date(1999, 1, 1), date(2031, 1, 1)), st.sampled_from(["deposited", "in_force"]))
def test_any_table_gives_an_answer_and_certainty_does_not_shrink_with_the_time_asked_for(
    rows: list[Participation], day: date, basis: Any
) -> None:
    for party, answer in answers_of(treaty(), rows, day, basis).items():
        assert answer <= answers_of(treaty(), rows, f"{day}/2031-06", basis)[party]


def test_signatories_have_signed_by_the_end_of_the_time_and_stay_so() -> None:
    rows = [row("signature", "2000-06"), row(date="2010"), row("definitive-signature", "2001-01-01", party="ita")]
    answers = [signatories(treaty(), rows, day) for day in ("2000-05", "2000-06-15", "2000-06", "2020")]
    assert answers == [
        {"fra": Answer.NO},
        {"fra": Answer.POSSIBLY},
        {"fra": Answer.CERTAINLY},
        {"fra": Answer.CERTAINLY},
    ]


def test_a_signatory_that_has_ceased_to_be_is_none() -> None:
    rows, ends = [row("signature", "2000-06-01")], {"fra": PartialDate("2008")}
    days = ("2000-05", "2007", "2008-06-01", "2009")
    answers = [signatories(treaty(), rows, day, ends=ends)["fra"].name for day in days]
    assert answers == ["NO", "CERTAINLY", "POSSIBLY", "NO"]


def test_counts_go_year_by_year_to_the_last_day_of_the_table() -> None:
    rows = [row(date="2001-05-01"), row(date="2002", party="ita"), row(date="2003", party="deu")]
    assert counts_by_year(treaty(), rows, PartialDate("2003-07-01")) == {2001: (1, 1), 2002: (2, 2), 2003: (3, 3)}
    unsure = [*rows, row(party="esp")]
    assert counts_by_year(treaty(), unsure, PartialDate("2003"))[2002] == (2, 3)
    assert counts_by_year(treaty(), [], PartialDate("2003-07-01")) == {2003: (0, 0)}
    ends = {"ita": PartialDate("2003-01-31")}
    assert counts_by_year(treaty(), rows, PartialDate("2003"), ends=ends) == {2001: (1, 1), 2002: (2, 2), 2003: (2, 2)}


def test_the_table_is_worked_out_once_for_all_years(monkeypatch: pytest.MonkeyPatch) -> None:
    worked_out = Mock(wraps=treaties.membership_spans)
    monkeypatch.setattr(treaties, "membership_spans", worked_out)
    assert len(counts_by_year(treaty(), [row(date="2001")], PartialDate("2010"))) == 10
    assert worked_out.call_count == 1
