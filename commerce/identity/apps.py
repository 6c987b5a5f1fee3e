from functools import partial

from django.apps import AppConfig
from django.db.models.signals import pre_save
from django.utils.translation import gettext_lazy as _


class IdentityConfig(AppConfig):
    """Who a vendor is and which bank account is theirs, proved to Mangopay inside our portal."""

    name = "commerce.identity"
    label = "identity"
    verbose_name = _("Identité et comptes bancaires")

    def ready(self):
        from allauth.account.signals import email_changed

        from commerce.identity import addresses, bank_accounts, owners, proofs, reminders, steps
        from commerce.mangopay.hooks import EVENT_TYPES, listen
        from commerce.registration.steps import join as join_registration
        from commerce.settlement.due import EACH_NIGHT, EACH_RUN, join

        for step in steps.STEPS:
            join_registration(step)
        judged = ("KYC_", "UBO_DECLARATION_", "IDENTITY_VERIFICATION_")
        listen([event for event in EVENT_TYPES if event.startswith(judged)], proofs.look_at_resource)
        users = ["USER_KYC_REGULAR", "USER_KYC_LIGHT", "USER_ACCOUNT_ACTIVATED", "USER_ACCOUNT_CLOSED"]
        listen([*users, "SCA_ENROLLMENT_SUCCEEDED"], owners.look_at_user)
        for outcome in ("FAILED", "EXPIRED"):
            listen([f"SCA_ENROLLMENT_{outcome}"], partial(owners.look_at_user, outcome=outcome))
        listen(["RECIPIENT_ACTIVE", "RECIPIENT_CANCELED", "RECIPIENT_DEACTIVATED"], bank_accounts.look_at_recipient)

        join(EACH_RUN, "bank accounts", bank_accounts.due, bank_accounts.go_on)
        join(EACH_NIGHT, "owners", lambda now: owners.unconfirmed(), owners.look)
        join(EACH_NIGHT, "identity levels", owners.out_of_step, owners.note_level_again)
        join(EACH_NIGHT, "proofs", proofs.to_look_at, proofs.look_again)
        join(EACH_NIGHT, "proofs renewed", proofs.may_be_outdated, proofs.look_for_renewals)
        join(EACH_NIGHT, "proofs reminded", reminders.to_remind, reminders.remind)

        pre_save.connect(addresses.note_changed_shop, sender="partner.Partner", dispatch_uid="identity.former_address")
        email_changed.connect(addresses.note_changed_person, dispatch_uid="identity.former_address")
