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
