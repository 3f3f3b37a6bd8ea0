from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "motcua.insight"
    verbose_name = "Số liệu"
