from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LeavingConfig(AppConfig):
    name = "commerce.leaving"
    label = "leaving"
    verbose_name = _("Pauses et départs")

    def ready(self):
        from commerce.gift_cards import forgetting as gift_cards
        from commerce.leaving import closing, erasing, export, guests, idle, reminders, terminating
        from commerce.moderation import forgetting as reports
        from commerce.settlement import due

        due.join(due.EACH_RUN, "terminated", terminating.to_apply, terminating.apply)
        due.join(due.EACH_RUN, "exports begun again", export.unmade, lambda each, now: export.make_soon(each))
        due.join(due.EACH_RUN, "exports dropped", export.outdated, export.drop)
        due.join(due.EACH_NIGHT, "erased", erasing.due, erasing.carry_out)
        due.join(due.EACH_NIGHT, "guests forgotten", guests.due, guests.forget)
        due.join(due.EACH_NIGHT, "idle accounts warned", idle.to_warn, idle.warn)
        due.join(due.EACH_NIGHT, "idle accounts erased", idle.to_erase, idle.erase)
        due.join(due.EACH_NIGHT, "gift cards' addresses erased", gift_cards.addresses_due, gift_cards.forget_address)
        due.join(due.EACH_NIGHT, "gift cards' words erased", gift_cards.words_due, gift_cards.forget_words)
        due.join(due.EACH_NIGHT, "reporters forgotten", reports.due, reports.forget)
        due.join(due.EACH_NIGHT, "closed", closing.to_close, closing.close)
        due.join(due.EACH_NIGHT, "holidays announced", reminders.to_remind, reminders.remind)
