from django.conf import settings
from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0001_initial'),
        ('catalogue', '0001_initial'),
        ('dossiers', '0004_forgotten_drafts'),
        ('eforms', '0001_initial'),
        ('processes', '0002_published'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='accesslog',
            name='at',
            field=models.DateTimeField(default=timezone.now),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='concern',
            name='kind',
            field=models.CharField(choices=[('unopened', 'Chưa ai mở xem'), ('not_handed_on', 'Quá hạn mà chưa làm bước tiếp theo'), ('not_returned', 'Có kết quả mà chưa trả'), ('nobody', 'Không có cán bộ nào giữ vai trò đang giữ hồ sơ'), ('unanswered', 'Cơ quan được hỏi ý kiến quá hạn chưa trả lời'), ('notice_failed', 'Thông báo cho người nộp chưa gửi được')], max_length=20, verbose_name='điều gì'),
        ),
        migrations.AddIndex(
            model_name='consultation',
            index=models.Index(condition=models.Q(('answered_at', None), ('lapsed_at', None)), fields=['jurisdiction', 'answer_by'], name='consultation_open'),
        ),
        migrations.AddIndex(
            model_name='dossier',
            index=models.Index(condition=models.Q(('closed_at__isnull', True), models.Q(('awaited_agency__isnull', False), models.Q(('holder_agency', models.F('agency')), _negated=True), _connector='OR')), fields=['jurisdiction', 'agency', 'due_at', 'id'], name='dossier_elsewhere'),
        ),
    ]
