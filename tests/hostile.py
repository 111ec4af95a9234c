"""Files and texts that are to be refused, and a folder of real records to put them in."""

import shutil
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "src" / "untip" / "data"
COPIED = ("agencies/unodc.yaml", "sdg_targets/sdg-8-7.yaml", "programs/un-gift.yaml")
VICTIM = "agencies/unodc.yaml"
REAL = (DATA / VICTIM).read_bytes()
END = REAL.count(b"\n")

OFFICE = """\
name: Office of Hostile Tests
summary: An office.
type: secretariat-entity
parent: un-secretariat
established: "1999"
dissolved: "2005"
links:
  - {type: homepage, url: "https://example.org"}
members:
  - {who: unodc, role: member, period: "2000/2001", citations: [{source: icat-2010, lines: "1493"}]}
citations:
  - {source: icat-2010, lines: "1493", supports: [name, type, parent, established, dissolved, links, members]}
"""


def copy_records(folder: Path) -> Path:
    """Copy a few real records and one of ours to a folder, and return it."""
    for name in COPIED:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(DATA / name, target)
    (folder / "agencies" / "office.yaml").write_text(OFFICE, encoding="utf-8")
    return folder


def numbered(line: str, count: int) -> str:
    return "".join(line % number for number in range(count))


def links(item: str, count: int) -> str:
    head, tail = OFFICE.split('  - {type: homepage, url: "https://example.org"}\n')
    return head + numbered(item, count) + tail


def roles(item: str, count: int) -> str:
    head, tail = OFFICE.split("members:\n")
    return head + "members:\n" + numbered(item, count) + tail.partition("\n")[2]


FILES: dict[str, tuple[bytes, int | None, str]] = {
    "empty": (b"", 1, "is empty"),
    "only comments": (b"# nothing\n", 2, "is empty"),
    "not YAML": (b"a: b: c\n" + REAL, 1, "is not YAML: mapping values are not allowed"),
    "never closed": (REAL + b"extra: [a,\n", END + 2, "is not YAML"),
    "a tab": (b"links:\n\t- x\n", 2, "found a tab; use spaces"),
    "Latin-1": (b"name: Gen\xe8ve\n" + REAL, 1, "found byte 0xE8, which is not UTF-8"),
    "half a character": (REAL + b"extra: \xe2\x82\n", END + 1, "found byte 0xE2, which is not UTF-8"),
    "an overlong slash": (REAL + b"extra: \xc0\xaf\n", END + 1, "found byte 0xC0, which is not UTF-8"),
    "a surrogate": (REAL + b"extra: \xed\xa0\x80\n", END + 1, "found byte 0xED, which is not UTF-8"),
    "UTF-16": (REAL.decode().encode("utf-16"), 1, "begins with UTF-16"),
    "UTF-16, big end first": (b"\xfe\xff" + REAL.decode().encode("utf-16-be"), 1, "begins with UTF-16"),
    "UTF-16 without mark": (REAL.decode().encode("utf-16-le"), 1, "U+0000"),
    "UTF-32": (REAL.decode().encode("utf-32"), 1, "begins with UTF-16"),
    "a byte order mark": (b"\xef\xbb\xbf" + REAL, 1, "begins with a byte order mark"),
    "NUL": (REAL + b"extra: a\0b\n", END + 1, "found the hidden character U+0000"),
    "a bell": (REAL + b"extra: a\ab\n", END + 1, "found the hidden character U+0007"),
    "a lone carriage return": (REAL + b"extra: a\rb\n", END + 1, "found the hidden character U+000D"),
    "bidi override": (REAL + "extra: a\u202eb\n".encode(), END + 1, "found the hidden character U+202E"),
    "bidi isolate": (REAL + "# a\u2066b\n".encode(), END + 1, "found the hidden character U+2066"),
    "zero width": (REAL + "ex\u200btra: b\n".encode(), END + 1, "found the hidden character U+200B"),
    "soft hyphen": (REAL + "extra: a\u00adb\n".encode(), END + 1, "found the hidden character U+00AD"),
    "line separator": (REAL + "extra: a\u2028b\n".encode(), END + 1, "found the hidden character U+2028"),
    "tag character": (REAL + "extra: a\U000e0041b\n".encode(), END + 1, "found the hidden character U+E0041"),
    "a list": (b"- " + REAL.replace(b"\n", b"\n  ") + b"\n", 1, "expected a mapping"),
    "a text": (b"Just words.\n", 1, "expected a mapping"),
    "null": (b"~\n", 1, "expected a mapping"),
    "several documents": (REAL + b"---\n" + REAL, END + 1, "found a second document"),
    "an empty second document": (REAL + b"---\n", END + 1, "found a second document"),
    "a directive": (b"%YAML 1.1\n---\n" + REAL, 1, "found a directive"),
    "a tag directive": (b"# x\n%TAG ! tag:example.org,2000:\n---\n" + REAL, 2, "found a directive"),
    "a key twice": (REAL + b"name: x\n", END + 1, "the key 'name' stands here and in line 1; keep one"),
    "a key twice, deep": (REAL + b"extra:\n  - {a: {b: 1, c: 2, b: 3}}\n", END + 2, "the key 'b' stands here"),
    "a key twice, in quotes": (REAL + b'extra: {b: 1, "b": 2}\n', END + 1, "the key 'b' stands here"),
    "an unknown key": (REAL + b"nmae: x\n", END + 1, "unknown key 'nmae'"),
    "an anchor": (REAL + b"extra: &a x\n", END + 1, "found the anchor &a"),
    "an anchor on a key": (REAL + b"&a extra: x\n", END + 1, "found the anchor &a"),
    "an alias": (REAL + b"extra: [&a x, *a]\n", END + 1, "found the anchor &a"),
    "an alias of nothing": (REAL + b"extra: *a\n", END + 1, "found the alias *a"),
    "laughs": (b"a: &a [x, x]\nb: &b [*a, *a]\n", 1, "found the anchor &a"),
    "a tag": (REAL + b"extra: !!str x\n", END + 1, "found the tag"),
    "a tag that runs": (REAL + b"extra: !!python/object/apply:os.system [true]\n", END + 1, "found the tag"),
    "a bare tag": (REAL + b"extra: ! x\n", END + 1, "found the tag"),
    "a merge key": (REAL + b"<<: {name: x}\n", END + 1, "found the merge key <<"),
    "a number as key": (REAL + b"1: x\n", END + 1, "found the key '1', which is not text"),
    "null as key": (REAL + b"~: x\n", END + 1, "found the key '~', which is not text"),
    "a list as key": (REAL + b"? [a]\n: x\n", END + 1, "found a list or mapping as a key"),
    "a long key": (REAL + b"x" * 101 + b": 1\n", END + 1, "found a key of 101 characters"),
    "a huge number": (REAL + b"extra: " + b"9" * 5000 + b"\n", END + 1, "a number of more than 18 digits"),
    "an infinite number": (REAL + b"extra: 1.0e999\n", END + 1, "which is too large"),
    "33 lists": (REAL + b"extra: " + b"[" * 33 + b"]" * 33 + b"\n", END + 1, "nested more than 32 deep"),
    "100,000 lists": (REAL + b"extra: " + b"[" * 100_000 + b"]" * 100_000 + b"\n", END + 1, "nest"),
    "100,000 dashes": (b"links:\n  " + b"- " * 100_000 + b"x\n", 2, "nested more than 32 deep"),
    "100,000 mappings": (b"{a: " * 100_000, 1, "nested more than 32 deep"),
    "200,000 items": (b"[" + b"a," * 200_000 + b"a]", 1, "has more than 100000 values"),
    "a megabyte": (b"name: " + b"x" * 1_000_000, None, "has more than 1000000 bytes, the limit"),
}
"""For each case the bytes of a file, the line that is named, and words of the message."""
