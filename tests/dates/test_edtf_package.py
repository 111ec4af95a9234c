"""Dates against the `edtf` package: what both read, and what only one does."""

import edtf
import pytest

from untip.dates import PartialDate
from untip.errors import InvalidDateError

EDTF_READS_MORE = {
    "2001-02-29": "it allows 29 February in every year; ours is the calendar's",
    "0000": "EDTF has the year 0; datetime.date has not",
    "000X": "EDTF has the year 0; datetime.date has not",
    "-1985": "negative years are EDTF; datetime.date has none",
    "Y170000002": "so are years of more than four digits",
    "2001-21": "seasons are level 1; no date in our data is one",
    "2004-01-01T10:10:10Z": "times are level 0; no fact in our data is known to the hour",
    "XXXX": "a year of which nothing is known says nothing: the field is left out",
    "1XXX": "nor is a millennium a date that a source would give",
    "2001-XX-05": "unspecified digits before known ones are level 2",
    "201X-05": "unspecified digits before known ones are level 2",
}


@pytest.mark.parametrize("text", EDTF_READS_MORE)
def test_what_only_the_edtf_package_reads(text: str) -> None:
    assert edtf.parse_edtf(text)
    with pytest.raises(InvalidDateError):
        PartialDate(text)


@pytest.mark.parametrize(
    "text", ["2001-13", "2001-00", "2001-04-31", "2001-02-30", "2007 01", "199x", "soon", "2007??"]
)
def test_what_neither_reads(text: str) -> None:
    with pytest.raises(edtf.EDTFParseException):
        edtf.parse_edtf(text)
    with pytest.raises(InvalidDateError):
        PartialDate(text)
