"""The texts of classes and fields, as messages, schemas and the reference show them."""

import attrs
import pytest

from untip._formats import describe
from untip.schema import Agency


def test_the_text_of_a_field_is_in_its_metadata() -> None:
    text = attrs.fields(Agency).mandate.metadata["text"]
    assert text == describe.about_field(Agency, "mandate") == "What it is there for, in our own words."


def test_a_field_that_no_class_declares_has_no_text() -> None:
    with pytest.raises(KeyError):
        describe.about_field(Agency, "nothing")
