from django.db import migrations, models


def renditions_of_before_stand(apps, schema_editor):
    apps.get_model("catalogue", "ProductImage").objects.update(finished=models.F("original"))


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_initial")]

    operations = [
        migrations.AddField("productimage", "findings", models.JSONField(blank=True, editable=False, null=True)),
        migrations.AddField(
            "productimage", "finished", models.CharField(blank=True, default="", editable=False, max_length=255)
        ),
        migrations.RunPython(renditions_of_before_stand, migrations.RunPython.noop),
    ]
