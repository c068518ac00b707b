"""What somebody does to a shop's file who has its key and another program."""

from shopdesk.services.desk import Desk

_GUARDS = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name GLOB '*_no_*'"


def tamper(desk: Desk, *statements: str) -> None:
    """Take the guards off, change rows, and put the guards back, so that nothing is missing."""
    with desk.book.database.maintenance() as connection:
        guards = connection.exec_driver_sql(_GUARDS).fetchall()
        for name, _ in guards:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        for statement in statements:
            assert connection.exec_driver_sql(statement).rowcount != 0, "nothing was planted"
        for _, guard in guards:
            connection.exec_driver_sql(guard)
        connection.commit()


def harm(desk: Desk, *statements: str) -> None:
    """Run statements past the program and its journal."""
    with desk.book.database.maintenance() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.commit()
