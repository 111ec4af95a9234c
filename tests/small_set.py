"""A small registry with one of everything that pages and files show: a treaty's table, a redirect, a dispute."""

import untip
from untip._registry.registry import of_store
from untip._store.memory import MemoryStore
from untip.schema import (
    Action,
    AgencyType,
    Alias,
    Citation,
    Claim,
    Coverage,
    Dispute,
    FindingType,
    InstrumentType,
    Participation,
    Redirect,
    Role,
    RoleType,
    SourceType,
    Topic,
)


def small_set(ratified: bool = True) -> untip.Registry:
    """Return the small registry."""
    cited = (Citation(source="page", section="Part <1>", supports=("name", "established")),)
    dispute = Dispute(
        about="When it was founded",
        field="established",
        claims=(
            Claim(value="1990", citations=(Citation(source="page"),)),
            Claim(value="1991", citations=(Citation(source="page"),)),
        ),
        kept=0,
    )
    day = untip.PartialDate
    records = [
        untip.Agency(
            id="un", name="United Nations", acronym="UN", type=AgencyType.PRINCIPAL_ORGAN, established=day("1945-10-24")
        ),
        untip.Agency(
            id="group",
            name="Group <on> trafficking & more",
            acronym="GRP",
            aliases=(Alias(name="Groupe", lang="fr"),),
            summary="A group that works against trafficking.",
            type=AgencyType.INTER_AGENCY_BODY,
            parent="un",
            established=day("1990"),
            members=(
                Role(
                    who="un", role=RoleType.MEMBER, period=untip.Interval("1991-02/1995"), attested=(day("1993-05-01"),)
                ),
            ),
            citations=cited,
            disputes=(dispute,),
        ),
        untip.Instrument(
            id="treaty",
            name="Convention against trafficking",
            type=InstrumentType.TREATY,
            adopted=day("2000-01-01"),
            in_force=day("2001-01-01"),
            topics=(Topic.DEMAND,),
        ),
        untip.State(
            id="nam", name="Namibia", alpha2="NA", alpha3="NAM", region="Africa", un_member_since=day("1990-04-23")
        ),
        untip.State(
            id="fra", name="France", alpha2="FR", alpha3="FRA", region="Europe", un_member_since=day("1945-10-24")
        ),
        untip.Finding(
            id="advice",
            name="Criminalize trafficking",
            type=FindingType.RECOMMENDATION,
            by=("group",),
            topics=(Topic.DEMAND,),
            addressees=("all-states", "un"),
            year=2001,
        ),
        untip.Source(id="page", name="A page", type=SourceType.WEB_PAGE, url="https://example.org/page"),
    ]
    rows = (
        Participation(instrument="treaty", party="nam", action=Action.SIGNATURE, date=day("2000-02-01"), source="page"),
        Participation(instrument="treaty", party="nam", action=Action.RATIFICATION, date=day("2003-05"), source="page"),
        Participation(instrument="treaty", party="fra", action=Action.SIGNATURE, date=day("2000-02-01"), source="page"),
    )
    if not ratified:
        rows = tuple(row for row in rows if row.action is Action.SIGNATURE)
    coverage = {"treaty": Coverage(instrument="treaty", known_until=day("2010-06-30"), source="page")}
    redirects = {"old-group": Redirect(old="old-group", to="group", since="2026.10", why="renamed")}
    return of_store(MemoryStore(records, redirects, coverage, {"treaty": rows}))
