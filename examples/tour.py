"""A tour of untip: look up, filter by date, see where a fact comes from, serialize. Run it: python examples/tour.py."""

import untip


def title(text: str) -> None:
    """Print a heading."""
    print(f"\n{text}\n{'-' * len(text)}")


def main() -> None:
    """Show each part of the main job with one example."""
    print(f"untip {untip.__version__}, data {untip.__data_version__}: {len(untip.registry)} records")

    title("Look up: by id, by any name, by words")
    unodc = untip.agencies["unodc"]
    print(f"{unodc.id}: {unodc.name} ({unodc.acronym}), {unodc.type}")
    for name in ("Palermo Protocol", "a/res/64/293", "SDG 8.7", "UN.GIFT"):
        record = untip.find(name)
        print(f"{name} is {record.kind} {record.id}: {record.name:.60}")
    for match in untip.search("child labour", limit=3):
        print(f"child labour: {match.record.kind} {match.record.id}")
    print("led by UNODC:", ", ".join(program.id for program in untip.related("unodc", "led")[:5]), "…")

    title("Filter by date: certain and possible")
    treaties = untip.instruments.filter(type={"treaty", "protocol"}).dated("adopted", "2000/2010").sort("adopted")
    for treaty in treaties[:5]:
        print(f"adopted {treaty.adopted}: {treaty.id}")
    then = untip.as_of("2010-06-01")
    print("on 1 June 2010 UN Women was there:", "un-women" in then.agencies, "and UNIFEM:", "unifem" in then.agencies)
    for certain in (True, False):
        members = untip.members("icat", on="2007", certain=certain)
        print(f"ICAT in 2007, {'certain' if certain else 'possible'}: {len(members)} members")

    title("Where a fact comes from")
    for citation in untip.provenance("un-gift", "start"):
        source = untip.sources[citation.source]
        lines = " and ".join(f"{first}" if first == last else f"{first} to {last}" for first, last in citation.lines)
        print(f"start of UN.GIFT: {source.id}{f', lines {lines}' if lines else ''}: {source.name:.60}")
    record, dispute = next(pair for pair in untip.disputes() if pair[0].id == "un-gift" and pair[1].field == "start")
    print(f"disputed: {dispute.about}")
    for index, claim in enumerate(dispute.claims):
        print(f"  {claim.value}{' (followed)' if index == dispute.kept else ''}: {claim.citations[0].source}")

    title("Serialize")
    target = untip.sdg_targets["sdg-8-7"]
    text = untip.dumps(target, format="yaml")
    print("".join(line + "\n" for line in text.splitlines()[:6]), end="")
    print("… and back, equal:", untip.loads(text, untip.SDGTarget, format="yaml") == target)
    print("columns of a CSV export:", untip.agencies[:3].to_csv().splitlines()[0][:60], "…")


if __name__ == "__main__":
    main()
