from django.db import models
from oscar.apps.customer.abstract_models import AbstractUser


class User(AbstractUser):
    """A person: buyer, vendor's member, editor or operator. The e-mail address is the identity."""

    #: Mangopay user of category PAYER that pays this person's orders; empty before the first.
    mangopay_payer_id = models.CharField(max_length=128, blank=True, default="")

    class Meta(AbstractUser.Meta):
        abstract = False


from oscar.apps.customer.models import *  # noqa: E402, F403
