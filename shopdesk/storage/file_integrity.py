"""Proof of the file itself, whatever stands in it: its pages, its structure, and the indexes of words."""

from sqlalchemy.exc import DatabaseError

from shopdesk.storage.finding import Finding, Proof

INDEXES = ("customer_search", "customer_words")
_WORDS_FIT = (
    "SELECT count(*) = count(word) AND count(*) = (SELECT count(*) FROM name_word) FROM customer_words_terms "
    "LEFT JOIN name_word ON length = length(term) AND word = term"
)


def check_pages(proof: Proof) -> Finding:
    """Compare the HMAC of every page."""
    rows = proof.session.exec_driver_sql("PRAGMA cipher_integrity_check").fetchall()
    pages = proof.session.exec_driver_sql("PRAGMA page_count").scalar_one()
    return Finding(pages, tuple(str(row[0]) for row in rows))


def check_structure(proof: Proof) -> Finding:
    """Let SQLite walk every table and index."""
    _look_again(proof)
    rows = proof.session.exec_driver_sql("PRAGMA integrity_check").fetchall()
    tables = proof.session.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one()
    return Finding(tables, tuple(str(row[0]) for row in rows if row[0] != "ok"))


def check_structure_quickly(proof: Proof) -> Finding:
    """Let SQLite walk every table and index, without looking up each row in each index of its table."""
    _look_again(proof)
    rows = proof.session.exec_driver_sql("PRAGMA quick_check").fetchall()
    tables = proof.session.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar_one()
    return Finding(tables, tuple(str(row[0]) for row in rows if row[0] != "ok"))


def check_foreign_keys(proof: Proof) -> Finding:
    """Look for rows that point at nothing."""
    rows = proof.session.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    tables = proof.session.exec_driver_sql(
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table'"
    ).scalar_one()
    return Finding(tables, tuple(f"{row[0]} row {row[1]} points at a missing {row[2]}" for row in rows))


def check_search(proof: Proof) -> Finding:
    """Let FTS5 compare its indexes with the customers; that needs a connection that may write, and writes nothing."""
    customers = proof.session.exec_driver_sql("SELECT count(*) FROM customer").scalar_one()
    with proof.database.maintenance() as connection:
        try:
            for index in INDEXES:
                connection.exec_driver_sql(
                    f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)"
                )
            fits = connection.exec_driver_sql(_WORDS_FIT).scalar_one()
        except DatabaseError:
            fits = False
        finally:
            connection.rollback()
    return Finding(customers, () if fits else ("the search index does not fit the customers",))


def _look_again(proof: Proof) -> None:
    """Search the indexes: FTS5 checks what this connection remembers of them, which others may have merged since."""
    for index in INDEXES:
        proof.session.exec_driver_sql(f"SELECT rowid FROM {index} WHERE {index} MATCH 'abc'").fetchone()
