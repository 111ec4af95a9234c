"""How the classes of records are declared: attrs, formats, vocabularies, relations."""
