"""The collection's schema: made by the migration, described by the tables, ready for another database."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.schema import CreateTable

from lotsenbuch.errors import ExpectedError
from lotsenbuch.persistence.collection import is_current, open_collection, upgrade, version
from lotsenbuch.persistence.collection.tables import metadata
from lotsenbuch.persistence.engine import connection_over
from lotsenbuch.vault import cipher


@pytest.fixture
def driver(tmp_path: Path) -> Any:
    return cipher.connect(tmp_path / "log.db", bytearray(range(32)), create=True)


def test_the_migration_makes_what_the_tables_say(driver: Any) -> None:
    assert version(driver) is None
    assert upgrade(driver)
    assert not upgrade(driver)
    assert is_current(driver)
    with connection_over(driver) as connection:
        found = inspect(connection)
        made = {name for name in found.get_table_names() if name != "alembic_version"}
        assert made == set(metadata.tables)
        for name, table in metadata.tables.items():
            columns = {each["name"]: (str(each["type"]), each["nullable"]) for each in found.get_columns(name)}
            types = {each.name: each.type.compile(connection.dialect) for each in table.columns}
            assert columns == {each.name: (types[each.name], bool(each.nullable)) for each in table.columns}
            assert found.get_pk_constraint(name)["constrained_columns"] == [each.name for each in table.primary_key]
            keys = {(*each["constrained_columns"], each["referred_table"]) for each in found.get_foreign_keys(name)}
            assert keys == {(each.parent.name, each.column.table.name) for each in table.foreign_keys}
            indexes = {str(each["name"]): each["column_names"] for each in found.get_indexes(name)}
            described = {str(each.name): [column.name for column in each.columns] for each in table.indexes}
            assert {key: value for key, value in indexes.items() if "autoindex" not in key} == described
        unique = [each["column_names"] for each in found.get_unique_constraints("sheets")]
        assert unique == [["payload_hash"]]


def test_every_table_can_be_made_in_postgresql() -> None:
    dialect = PGDialect()  # type: ignore[no-untyped-call]
    statements = [str(CreateTable(table).compile(dialect=dialect)) for table in metadata.sorted_tables]
    made = "\n".join(statements)
    assert len(statements) == len(metadata.tables)
    assert "payload BYTEA" in made
    assert "amount_cents BIGINT" in made
    assert "UNIQUE (payload_hash)" in made


def test_a_collection_of_a_newer_program_is_refused(driver: Any) -> None:
    upgrade(driver)
    driver.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(ExpectedError) as error:
        open_collection(lambda: driver)
    assert error.value.code == "collection_newer"


def test_a_collection_without_a_schema_is_not_opened(driver: Any) -> None:
    with pytest.raises(RuntimeError):
        open_collection(lambda: driver)
