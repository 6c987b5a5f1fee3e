from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('order', '0002_who_pays'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='vendororder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('commission_on_shipping__isnull', True), ('commission_rate__isnull', True)), models.Q(('commission_on_shipping__isnull', False), ('commission_rate__isnull', False)), _connector='OR'), name='terms_frozen_together'),
        ),
    ]
