from django.apps import AppConfig


class SettlementConfig(AppConfig):
    name = "commerce.settlement"
    label = "settlement"
