"""The databases themselves refuse to change what was written for ever: events, what was submitted, versions' bytes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import migrations

TABLES = (
    ("bureau_event", "UPDATE", ""), ("bureau_event", "DELETE", ""), ("bureau_submittedfile", "UPDATE", ""),
    ("web_formversion", "UPDATE", "form_id, number, blob_id, name, how, base_id, made"),
)
"""Table, what is refused, of which columns (none: all). What a check found may still be written to a version."""
_WORDS = "written for ever, never changed"
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION bureau_refused() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END;
$$ LANGUAGE plpgsql"""


def _of_sqlite(name: str, table: str, what: str, columns: str) -> Iterator[str]:
    of = f" OF {columns}" if columns else ""
    changed = " OR ".join(f"OLD.{one.strip()} IS NOT NEW.{one.strip()}" for one in columns.split(",")) if columns else ""
    when = f" WHEN {changed}" if changed else ""
    yield f"CREATE TRIGGER {name} BEFORE {what}{of} ON {table}{when} BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"


def _of_postgresql(name: str, table: str, what: str, columns: str) -> Iterator[str]:
    changed = " OR ".join(
        f"OLD.{one.strip()} IS DISTINCT FROM NEW.{one.strip()}" for one in columns.split(",")) if columns else ""
    when = f" WHEN ({changed})" if changed else ""
    yield (f"CREATE TRIGGER {name} BEFORE {what} ON {table} FOR EACH ROW{when} "
           "EXECUTE FUNCTION bureau_refused()")


def _set(apps: Any, editor: Any) -> None:
    postgresql = editor.connection.vendor == "postgresql"
    if postgresql:
        editor.execute(_FUNCTION)
    for table, what, columns in TABLES:
        written = _of_postgresql if postgresql else _of_sqlite
        for statement in written(f"{table}_{what.lower()}", table, what, columns):
            editor.execute(statement)


def _taken_off(apps: Any, editor: Any) -> None:
    for table, what, _ in TABLES:
        name = f"{table}_{what.lower()}"
        on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
        editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


class Migration(migrations.Migration):
    """Triggers; taken off again on the way back."""

    dependencies = [("bureau", "0001_begin"), ("web", "0001_begin")]
    operations = [migrations.RunPython(_set, _taken_off)]
