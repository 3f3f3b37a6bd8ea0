
import django.db.models.deletion
import motcua.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0001_initial'),
        ('dossiers', '0002_journal_is_final'),
    ]

    operations = [
        migrations.CreateModel(
            name='Concern',
            fields=[
                ('id', models.BigIntegerField(default=motcua.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('jurisdiction', models.CharField(editable=False, max_length=8, verbose_name='sổ hồ sơ')),
                ('kind', models.CharField(choices=[('unopened', 'Chưa ai mở xem'), ('not_handed_on', 'Quá hạn mà chưa làm bước tiếp theo'), ('not_returned', 'Có kết quả mà chưa trả'), ('nobody', 'Không có cán bộ nào giữ vai trò đang giữ hồ sơ'), ('notice_failed', 'Thông báo cho người nộp chưa gửi được')], max_length=20, verbose_name='điều gì')),
                ('since', models.DateTimeField(verbose_name='từ lúc')),
                ('found_at', models.DateTimeField(verbose_name='phát hiện lúc')),
                ('told_at', models.DateTimeField(null=True, verbose_name='báo lãnh đạo lúc')),
                ('cleared_at', models.DateTimeField(null=True, verbose_name='xong lúc')),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='agencies.agency')),
                ('dossier', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='concerns', to='dossiers.dossier')),
            ],
            options={
                'verbose_name': 'điều cần chú ý',
                'verbose_name_plural': 'điều cần chú ý',
                'indexes': [models.Index(condition=models.Q(('cleared_at__isnull', True)), fields=['jurisdiction', 'agency', 'since', 'id'], name='concern_open')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cleared_at__isnull', True)), fields=('jurisdiction', 'dossier', 'kind'), name='concern_once')],
            },
        ),
    ]
