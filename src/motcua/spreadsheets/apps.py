from django.apps import AppConfig


class SpreadsheetsConfig(AppConfig):
    name = "motcua.spreadsheets"
    verbose_name = "Nhập bằng bảng tính"
