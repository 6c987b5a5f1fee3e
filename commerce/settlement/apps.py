from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SettlementConfig(AppConfig):
    name = "commerce.settlement"
    label = "settlement"

    def ready(self):
        from commerce.mangopay.hooks import EVENT_TYPES, listen
        from commerce.order.timeline import join as tell_in_timelines
        from commerce.settlement import (
            accounts,
            card_payments,
            chargebacks,
            gift_cards,
            payins,
            payouts,
            refunds,
            release,
            reserve,
            schedules,
            timeline,
        )

        listen(["PAYIN_NORMAL_SUCCEEDED", "PAYIN_NORMAL_FAILED"], payins.conclude_resource)
        listen(["PAYIN_NORMAL_SUCCEEDED", "PAYIN_NORMAL_FAILED"], card_payments.look_at_resource)
        listen(["PAYIN_REFUND_SUCCEEDED", "PAYIN_REFUND_FAILED"], refunds.look_at_resource)
        listen(["TRANSFER_NORMAL_SUCCEEDED", "TRANSFER_NORMAL_FAILED"], release.look_at_resource)
        transfers = ["TRANSFER_NORMAL_SUCCEEDED", "TRANSFER_NORMAL_FAILED"]
        listen(transfers, reserve.look_at_resource)
        listen(transfers, gift_cards.look_at_resource)
        listen(["PAYIN_NORMAL_SUCCEEDED", "PAYIN_NORMAL_FAILED"], reserve.look_at_funding)
        listen(["TRANSFER_REFUND_SUCCEEDED", "TRANSFER_REFUND_FAILED"], refunds.look_at_resource)
        listen(["TRANSFER_SETTLEMENT_SUCCEEDED", "TRANSFER_SETTLEMENT_FAILED"], refunds.look_at_resource)
        listen([event for event in EVENT_TYPES if event.startswith("DISPUTE_")], chargebacks.look_at_resource)
        listen(["USER_OUTFLOWS_BLOCKED", "USER_OUTFLOWS_UNBLOCKED"], accounts.look_at_outflows)
        listen(["PAYOUT_NORMAL_SUCCEEDED", "PAYOUT_NORMAL_FAILED"], payouts.look_at_resource)
        listen(["PAYOUT_REFUND_SUCCEEDED"], payouts.look_at_return)
        listen(["USER_KYC_REGULAR", "USER_KYC_LIGHT"], accounts.look_at_user)
        listen(["RECIPIENT_ACTIVE", "RECIPIENT_CANCELED", "RECIPIENT_DEACTIVATED"], accounts.look_at_recipient)
        tell_in_timelines(timeline.tell, *timeline.LOOKUPS)
        post_migrate.connect(schedules.install, sender=self)
