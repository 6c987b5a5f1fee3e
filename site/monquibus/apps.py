from django.apps import AppConfig


class MonQuibusConfig(AppConfig):
    name = "monquibus"
    verbose_name = "MonQuibus"
