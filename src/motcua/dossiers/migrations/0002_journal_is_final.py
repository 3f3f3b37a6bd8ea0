"""The database itself refuses to change or delete an entry of the journal.

The one trigger of the product; written for SQLite and PostgreSQL. Reversible.
"""

from django.db import migrations

SQLITE = """
CREATE TRIGGER journal_no_{lower} BEFORE {upper} ON dossiers_journalentry
BEGIN SELECT RAISE(ABORT, 'the journal is final'); END
"""
POSTGRES_FUNCTION = """
CREATE FUNCTION journal_is_final() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the journal is final'; END $$
"""
POSTGRES = """
CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON dossiers_journalentry
FOR EACH ROW EXECUTE FUNCTION journal_is_final()
"""


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(SQLITE.format(lower=verb.lower(), upper=verb))
    else:
        schema_editor.execute(POSTGRES_FUNCTION)
        schema_editor.execute(POSTGRES)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for verb in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER journal_no_{verb}")
    else:
        schema_editor.execute("DROP TRIGGER journal_no_change ON dossiers_journalentry")
        schema_editor.execute("DROP FUNCTION journal_is_final()")


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
