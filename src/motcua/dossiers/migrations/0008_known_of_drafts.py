"""Where answers of a draft were taken from, once the applicant agreed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0007_photos_of_papers")]

    operations = [
        migrations.AddField("draft", "known", models.JSONField(default=None, null=True)),
    ]
