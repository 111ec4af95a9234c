"""A small world of records, as files: valid as it stands, for tests to break."""

from pathlib import Path

from untip._store.load import examine
from untip.errors import Problem

FILES = {
    "sources/plan.yaml": """\
name: "The Plan"
type: report
transcript: {lines: 100, sha256: "0000000000000000000000000000000000000000000000000000000000000000"}
""",
    "sources/site.yaml": """\
name: "The Site"
type: web-page
url: "https://example.org/site"
consulted: "2026-01-15"
""",
    "agencies/alpha.yaml": """\
name: "Alpha Organization"
acronym: AO
aliases:
  - {name: "Alpha", note: variant}
type: specialized-agency
established: "2000-06"
established_by: charter
mandate: "To help."
activities:
  - name: "training"
    since: "2001"
    citations: [{source: plan, lines: "7"}]
links: [{type: homepage, url: "https://example.org/"}]
identifiers: [{scheme: wikidata, value: "Q1"}]
history:
  - field: name
    value: "Office of Alpha"
    period: "2000-06/2004-12-31"
    citations: [{source: site}]
citations:
  - {source: plan, lines: "1-3, 9", supports: [name, acronym, established, established_by]}
  - {source: site, supports: [mandate]}
disputes:
  - about: "When it began"
    field: established
    claims:
      - {value: "2000-06", citations: [{source: plan, lines: "2"}]}
      - {value: "1999", citations: [{source: site}]}
    kept: 0
    why: "The plan is older."
""",
    "agencies/beta.yaml": """\
name: "Beta Bureau"
type: secretariat-entity
parent: alpha
established: "1990"
dissolved: "2005-03-31"
successor: alpha
citations:
  - {source: plan, lines: "4", supports: [name, parent, established, dissolved, successor]}
""",
    "agencies/group.yaml": """\
name: "The Group"
type: inter-agency-body
established: "2001"
members:
  - {who: alpha, role: chair, period: "2001-05/..", citations: [{source: plan, lines: "5"}]}
  - {who: beta, role: member, attested: ["2002", "2004-02"], citations: [{source: plan, lines: "5"}]}
  - {who: fra, role: observer, citations: [{source: site}]}
citations:
  - {source: plan, lines: "5", supports: [name, established]}
""",
    "instruments/charter.yaml": """\
name: "The Charter"
type: treaty
binding: true
symbols: ["A/RES/55/25"]
adopted: "1999-11-15"
opened_for_signature: "1999-12-12"
closed_for_signature: "2000-12-12"
in_force: "2000-04-29"
in_force_condition: {instruments: 1, days: 90}
depositary: alpha
custodian: alpha
provisions:
  - name: "Article 6"
    pillars: [protection]
    sdg_targets: [sdg-8-7]
    citations: [{source: plan, lines: "11"}]
citations:
  - source: plan
    lines: "10-12"
    supports: [name, symbols, adopted, opened_for_signature, closed_for_signature, in_force, in_force_condition]
  - {source: site, supports: [depositary, custodian]}
""",
    "instruments/annex.yaml": """\
name: "The Annex"
type: protocol
adopted: "2001"
supplements: charter
established: [group]
citations:
  - {source: plan, lines: "13", supports: [name, adopted, supplements, established]}
""",
    "programs/project.yaml": """\
name: "The Project"
type: project
start: "2007-03"
end: "2014-12"
end_planned: true
leads: [alpha]
partners:
  - {who: group, role: partner, citations: [{source: plan, lines: "21"}]}
implements: [charter]
sdg_targets: [sdg-8-7]
pillars: [prevention]
countries: [nga]
citations:
  - {source: plan, lines: "20", supports: [name, start, end, end_planned, leads, implements, sdg_targets, countries]}
""",
    "sdg_targets/sdg-8-7.yaml": """\
name: "Forced labour"
code: "8.7"
goal: 8
relevance: explicit
adopted: "2015-09-25"
due: "2030"
indicators:
  - {code: "8.7.1", name: "Child labour", custodians: [alpha], citations: [{source: site}]}
citations:
  - {source: site, supports: [name, code, adopted, due]}
""",
    "resources/report.yaml": """\
name: "The Report"
type: report-series
symbols: ["E/2007/2"]
publishers: [alpha]
published: "2006"
editions:
  - {published: "2009", citations: [{source: plan, lines: "31"}]}
languages: [en, "pt-BR"]
covers: [project]
citations:
  - {source: plan, lines: "30", supports: [name, symbols, publishers, published, languages, covers]}
""",
    "events/summit.yaml": """\
name: "The Summit"
type: conference
start: "2008-02-13"
end: "2008-02-15"
place: "Vienna"
organizers:
  - {who: alpha, role: host, citations: [{source: plan, lines: "40"}]}
participants:
  - {who: nga, role: participant, citations: [{source: plan, lines: "40"}]}
outcomes: [report]
citations:
  - {source: plan, lines: "40", supports: [name, start, end, place, outcomes]}
""",
    "statistics/count.yaml": """\
name: "Parties to the Charter"
measure: states-parties
value: 2
upper: 3.5
bound: at-least
unit: "States"
as_of: "2010"
subjects: [charter]
reported_by: [alpha]
citations:
  - {source: plan, lines: "50", supports: [name, measure, value, upper, bound, unit, as_of, subjects, reported_by]}
""",
    "findings/gap.yaml": """\
name: "Too little data"
type: gap
by: [alpha]
pillars: [prevention]
topics: [data-collection]
year: 2009
citations:
  - {source: plan, lines: "60", supports: [name, by, year]}
""",
    "findings/advice.yaml": """\
name: "Count better"
type: recommendation
by: [group]
addressees: [all-states, fra]
answers: [gap]
citations:
  - {source: plan, lines: "61", supports: [name, by, addressees, answers]}
""",
    "states/fra.yaml": """\
name: "France"
alpha2: FR
alpha3: FRA
m49: "250"
formal_name: "the French Republic"
un_member_since: "1945-10-24"
citations:
  - {source: site, supports: [name, alpha2, alpha3, m49, formal_name, un_member_since]}
""",
    "states.csv": """\
alpha3,alpha2,m49,name,formal_name,aliases,region,un_member_since,names_source,codes_source,membership_source,\
name_lines,alias_lines
NGA,NG,566,Nigeria,the Federal Republic of Nigeria,Naija [variant],Africa,1960-10-07,site,site,site,plan 70,
""",
    "participation/charter.csv": """\
party,action,date,in_force,source,note
fra,signature,1999-12-12,,site,
fra,ratification,2000-01-30,2000-04-29,site,
nga,accession,2003,,site,with a note
""",
    "concepts/recruiting.yaml": """\
name: "Recruiting"
scheme: protocol-definition
code: "A1"
role: act
defined_by: charter
provision: "Article 6"
citations:
  - {source: plan, lines: "11", supports: [name, scheme, code, role, defined_by, provision]}
""",
    "participation/coverage.csv": """\
instrument,known_until,source,complete,note
charter,2010-12-31,site,,
""",
    "redirects.yaml": """\
old-alpha: {to: alpha, since: "2026.2", why: "renamed"}
""",
}
"""The files of the world, by path."""


class Folder:
    """The world's files in a folder, which tests change one piece at a time."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name, text in FILES.items():
            self.write(name, text)

    def path(self, name: str) -> Path:
        return self.root / name

    def write(self, name: str, text: str | bytes) -> None:
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def swap(self, name: str, old: str, new: str) -> None:
        """Replace a text that occurs once in a file."""
        text = self.path(name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def add(self, name: str, text: str) -> None:
        """Append lines to a file."""
        self.write(name, self.path(name).read_text(encoding="utf-8") + text)

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong with the folder; files are named from its root."""
        return examine(self.root, shown="")[1]

    def said(self) -> list[str]:
        """Return what is wrong with the folder, in words."""
        return [str(problem) for problem in self.problems()]
