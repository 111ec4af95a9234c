"""Names that have the name of a record in them and mean no record."""

from __future__ import annotations

NOBODY: dict[str, tuple[str, ...]] = {
    "state": (
        # States and territories of others
        *("Northern Ireland", "New Mexico", "American Samoa", "Netherlands Antilles", "Northern Cyprus", "New Guinea"),
        *("New Holland", "Georgia (US state)"),
        *("South Georgia", "South Georgia and the South Sandwich Islands", "United States Virgin Islands"),
        *("U.S. Virgin Islands", "US Virgin Islands", "Virgin Islands of the United States", "Caribbean Netherlands"),
        *("Virgin Islands (U.S.)", "Virgin Islands (US)", "United States Minor Outlying Islands"),
        *("U.S. Minor Outlying Islands", "Turkish Republic of Northern Cyprus", "Belgian Congo"),
        *("Taiwan, Province of China", "Taiwan Province of China"),
        # towns
        *("Mexico City", "Kuwait City", "Panama City", "Guatemala City", "Belize City", "Djibouti City"),
        *("Luxembourg City", "Port Sudan", "Port of Spain", "Atlanta, Georgia"),
        # waters and regions
        *("Gulf of Guinea", "Gulf of Mexico", "Gulf of Oman", "Sea of Oman", "Gulf of Thailand", "Gulf of Panama"),
        *("Sea of Japan", "South China Sea", "East China Sea", "Mozambique Channel", "Niger Delta", "Niger River"),
        *("Niger Basin", "River Niger", "Congo Basin", "Congo River", "River Congo", "Senegal River", "Gambia River"),
        *("Lake Chad", "Lake Chad Basin", "Lake Malawi", "Lake Nicaragua", "Jordan Valley", "Jordan River"),
        *("River Jordan", "Mount Kenya", "Panama Canal", "Isthmus of Panama"),
        # what bears a name that a State has too
        *("Order of Malta", "Knights of Malta", "Sovereign Military Order of Malta", "Panama Papers"),
        *("guinea pig", "guinea pigs", "guinea worm", "guinea fowl", "Brazil nut", "Brazil nuts", "Uruguay Round"),
        *("United States dollar", "United States dollars", "U.S. dollar", "U.S. dollars", "Georgia Tech"),
    ),
    "program": ("PROTECT Act",),  # an act of the United States of 2003
}
"""By kind of the record whose name they have in them; the longest name counts, so that nothing is found there."""
