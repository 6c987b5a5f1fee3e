from django.apps import AppConfig


class MangopayConfig(AppConfig):
    name = "commerce.mangopay"
    label = "mangopay"
