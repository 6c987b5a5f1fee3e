from django.db import migrations


class Migration(migrations.Migration):
    """A refund was one movement of a whole pay-in; it becomes a decision with steps (no deployment holds any)."""

    dependencies = [("settlement", "0002_state_index")]

    operations = [migrations.DeleteModel(name="Refund")]
