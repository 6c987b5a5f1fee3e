from commerce.communication import delivery
from commerce.communication.models import Mail


def deliver(mail_id):
    delivery.deliver(Mail.objects.get(pk=mail_id))
