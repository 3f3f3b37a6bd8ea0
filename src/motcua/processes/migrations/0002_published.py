
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('processes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublishedProcess',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('name', models.CharField(max_length=1000, verbose_name='thủ tục')),
                ('codes', models.JSONField(default=list, verbose_name='mã thủ tục')),
                ('case', models.CharField(blank=True, max_length=500, verbose_name='trường hợp')),
                ('agency', models.CharField(blank=True, max_length=200, verbose_name='nơi công bố')),
                ('source', models.CharField(blank=True, max_length=500, verbose_name='căn cứ')),
                ('folded', models.TextField(editable=False)),
                ('definition', models.JSONField(verbose_name='các bước')),
                ('total', models.DecimalField(decimal_places=2, max_digits=8, null=True, verbose_name='tổng số giờ')),
                ('remarks', models.JSONField(default=list, verbose_name='điều cần xem')),
                ('imported_at', models.DateTimeField(verbose_name='nhập lúc')),
            ],
            options={
                'verbose_name': 'quy trình đã công bố',
                'verbose_name_plural': 'quy trình đã công bố',
            },
        ),
    ]
