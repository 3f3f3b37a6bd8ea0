from django.apps import AppConfig


class SlipsConfig(AppConfig):
    name = "motcua.slips"
    verbose_name = "Phiếu"
