"""What is known of each photo that became a page of a paper."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0006_messages")]

    operations = [
        migrations.AddField("draftdocument", "photos", models.JSONField(default=list)),
        migrations.AddField("supplementdocument", "photos", models.JSONField(default=list)),
    ]
