from django.db import migrations

from commerce.ledger import append_only


def install(apps, schema_editor):
    append_only.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_book")]
    operations = [migrations.RunPython(install, elidable=False)]
