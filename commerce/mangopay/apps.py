import logging

from django.apps import AppConfig


class MangopayConfig(AppConfig):
    name = "commerce.mangopay"
    label = "mangopay"

    def ready(self):
        from commerce.mangopay.connection import Redaction

        logging.getLogger("mangopay").addFilter(Redaction())
