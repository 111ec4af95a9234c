"""The rules between records: each checks all records and yields problems with file, field and correction."""

from untip._store.rules.citations import (
    citations_stand,
    facts_are_supported,
    kept_claims_read_as_the_field,
    ranges_run_upwards,
    sources_can_be_reached,
    supports_are_filled,
)
from untip._store.rules.data_set import DataSet, Rule
from untip._store.rules.lifetimes import (
    activities_begin_in_the_bodys_time,
    bodies_follow_their_acts,
    programs_end_with_their_leads,
    roles_end_with_the_bodies,
)
from untip._store.rules.names import names_belong_to_one, names_differ, shared_names_are_shared
from untip._store.rules.references import (
    ids_resolve,
    no_cycles,
    redirects_resolve,
    relations_stand_once,
    supplements_are_younger,
)
from untip._store.rules.treaties import (
    consents_follow_adoption,
    deposits_reach_the_condition,
    entries_follow_the_rule,
    parties_exist,
)

__all__ = ["NEED_EVERY_RECORD", "RULES", "DataSet"]

RULES: tuple[Rule, ...] = (
    ids_resolve,
    no_cycles,
    relations_stand_once,
    redirects_resolve,
    names_belong_to_one,
    shared_names_are_shared,
    names_differ,
    supplements_are_younger,
    bodies_follow_their_acts,
    programs_end_with_their_leads,
    activities_begin_in_the_bodys_time,
    roles_end_with_the_bodies,
    citations_stand,
    facts_are_supported,
    supports_are_filled,
    kept_claims_read_as_the_field,
    ranges_run_upwards,
    sources_can_be_reached,
    parties_exist,
    consents_follow_adoption,
    deposits_reach_the_condition,
    entries_follow_the_rule,
)
"""Every rule between records."""

NEED_EVERY_RECORD: frozenset[Rule] = frozenset(
    (
        redirects_resolve,
        shared_names_are_shared,
        kept_claims_read_as_the_field,
        parties_exist,
        deposits_reach_the_condition,
    )
)
"""The rules that a record may seem to break only because the file of another cannot be read."""
