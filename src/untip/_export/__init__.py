"""Files of the whole data set for people without Python: JSON, CSV, SQLite, Excel, Parquet, RDF, bibliographies."""
