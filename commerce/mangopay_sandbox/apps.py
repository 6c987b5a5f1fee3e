from django.apps import AppConfig


class MangopaySandboxConfig(AppConfig):
    name = "commerce.mangopay_sandbox"
    label = "mangopay_sandbox"
    verbose_name = "Local Mangopay"
    default_auto_field = "django.db.models.BigAutoField"
