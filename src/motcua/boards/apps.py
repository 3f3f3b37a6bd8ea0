from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "motcua.boards"
    verbose_name = "Thống kê"
