
import django.db.models.deletion
import motcua.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0001_initial'),
        ('dossiers', '0003_concern'),
    ]

    operations = [
        migrations.CreateModel(
            name='ForgottenDrafts',
            fields=[
                ('id', models.BigIntegerField(default=motcua.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('jurisdiction', models.CharField(editable=False, max_length=8, verbose_name='sổ hồ sơ')),
                ('day', models.DateField()),
                ('number', models.PositiveIntegerField()),
                ('service', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.service')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('jurisdiction', 'day', 'service'), name='forgotten_once')],
            },
        ),
    ]
