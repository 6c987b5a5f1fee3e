from django.db import migrations

from commerce.compliance import price_history


def begin(apps, schema_editor):
    price_history.write_first_prices(schema_editor.connection)
    price_history.guard(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("compliance", "0003_salesseason_pricechange"),
        ("catalogue", "0002_initial"),
        ("partner", "0006_people"),
    ]
    operations = [migrations.RunPython(begin, elidable=False)]
