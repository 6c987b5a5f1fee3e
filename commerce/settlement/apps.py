from django.apps import AppConfig


class SettlementConfig(AppConfig):
    name = "commerce.settlement"
    label = "settlement"

    def ready(self):
        from commerce.mangopay.hooks import listen
        from commerce.settlement import payins, refunds

        listen(["PAYIN_NORMAL_SUCCEEDED", "PAYIN_NORMAL_FAILED"], payins.conclude_resource)
        listen(["PAYIN_REFUND_SUCCEEDED", "PAYIN_REFUND_FAILED"], refunds.look_at_resource)
