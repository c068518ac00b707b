"""What a service's connection may do to the file: read and write rows, never change the schema."""

from sqlcipher3 import dbapi2

_ROWS = frozenset(
    {
        dbapi2.SQLITE_SELECT,
        dbapi2.SQLITE_READ,
        dbapi2.SQLITE_INSERT,
        dbapi2.SQLITE_UPDATE,
        dbapi2.SQLITE_DELETE,
        dbapi2.SQLITE_TRANSACTION,
        dbapi2.SQLITE_SAVEPOINT,
        dbapi2.SQLITE_RECURSIVE,
    }
)
# Asked, not set: a value turns journal_mode or writable_schema into a weapon.
_ASKED = frozenset(
    {
        "application_id",
        "cell_size_check",
        "cipher_integrity_check",
        "cipher_version",
        "data_version",
        "foreign_key_check",
        "foreign_keys",
        "freelist_count",
        "journal_mode",
        "page_count",
        "page_size",
        "query_only",
        "read_uncommitted",
        "recursive_triggers",
        "schema_version",
        "secure_delete",
        "synchronous",
        "temp_store",
        "trusted_schema",
        "user_version",
    }
)
# Their value says how much or which table, and changes nothing that matters.
_TUNED = frozenset(
    {
        "busy_timeout",
        "cache_size",
        "foreign_key_check",
        "foreign_key_list",
        "index_info",
        "index_list",
        "index_xinfo",
        "integrity_check",
        "quick_check",
        "table_info",
        "table_list",
        "table_xinfo",
        "wal_checkpoint",
    }
)
_REFUSED_FUNCTIONS = frozenset({"load_extension", "sqlcipher_export"})


def authorize(
    action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None
) -> int:
    """Answer SQLite's authorizer callback: SQLITE_OK or SQLITE_DENY.

    A list of what is allowed, not of what is forbidden: DROP, ALTER, CREATE, ATTACH, DETACH, REINDEX,
    ANALYZE and every pragma that sets something fall through to the refusal.
    """
    if action in _ROWS:
        allowed = True
    elif action == dbapi2.SQLITE_FUNCTION:
        allowed = (second or "").lower() not in _REFUSED_FUNCTIONS
    elif action == dbapi2.SQLITE_PRAGMA:
        name = (first or "").lower()
        allowed = name in _TUNED or (second is None and name in _ASKED)
    else:
        allowed = False
    return int(dbapi2.SQLITE_OK if allowed else dbapi2.SQLITE_DENY)
