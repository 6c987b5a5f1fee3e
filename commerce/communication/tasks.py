from commerce.communication import delivery, keeping
from commerce.communication.models import Mail


def deliver(mail_id):
    delivery.deliver(Mail.objects.get(pk=mail_id))


def forget_old():
    return str(keeping.forget_old())
