"""Observers of the United Nations in a panel."""

import untip
from untip.schema import Role, RoleType


def test_an_observer_is_in_a_panel_while_it_is_one() -> None:
    un = untip.agencies["un"]
    role = Role(who="vat", role=RoleType.OBSERVER, period=untip.Interval("1964-04-06/.."))
    observed = untip.to_dict(un) | {
        "members": [
            *untip.to_dict(un).get("members", []),
            {"who": "vat", "role": "observer", "period": "1964-04-06/.."},
        ]
    }
    registry = untip.registry.merge(untip.Registry([untip.from_dict(untip.Agency, observed)]), replace=True)
    assert role.who == "vat"
    years = [row[2] for row in registry.panel("cedaw", "1960/1966") if row[0] == "vat"]
    assert years == [1964, 1965, 1966]


def test_a_state_that_observed_twice_is_in_a_panel_both_times() -> None:
    roles = [{"who": "vat", "role": "observer", "period": period} for period in ("1950/1952", "1960/1961")]
    others = [one for one in untip.to_dict(untip.agencies["un"])["members"] if one["who"] != "vat"]
    member = {"who": "vat", "role": "member", "period": "1955/1956"}  # which is no observer
    un = untip.from_dict(untip.Agency, untip.to_dict(untip.agencies["un"]) | {"members": [*others, member, *roles]})
    registry = untip.registry.merge(untip.Registry([un]), replace=True)
    years = [row[2] for row in registry.panel("cedaw", "1949/1962") if row[0] == "vat"]
    assert years == [1950, 1951, 1952, 1960, 1961]
