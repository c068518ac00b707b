"""The encrypted file: keys, engine, tables, journal, integrity."""
