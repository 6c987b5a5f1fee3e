from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SettlementConfig(AppConfig):
    name = "commerce.settlement"
    label = "settlement"

    def ready(self):
        from commerce.mangopay.hooks import listen
        from commerce.settlement import accounts, payins, payouts, refunds, release, schedules

        listen(["PAYIN_NORMAL_SUCCEEDED", "PAYIN_NORMAL_FAILED"], payins.conclude_resource)
        listen(["PAYIN_REFUND_SUCCEEDED", "PAYIN_REFUND_FAILED"], refunds.look_at_resource)
        listen(["TRANSFER_NORMAL_SUCCEEDED", "TRANSFER_NORMAL_FAILED"], release.look_at_resource)
        listen(["PAYOUT_NORMAL_SUCCEEDED", "PAYOUT_NORMAL_FAILED"], payouts.look_at_resource)
        listen(["PAYOUT_REFUND_SUCCEEDED"], payouts.look_at_return)
        listen(["USER_KYC_REGULAR", "USER_KYC_LIGHT"], accounts.look_at_user)
        listen(["RECIPIENT_ACTIVE", "RECIPIENT_CANCELED", "RECIPIENT_DEACTIVATED"], accounts.look_at_recipient)
        post_migrate.connect(schedules.install, sender=self)
