"""Colissimo: labels by its REST service SLS, tracking by La Poste. Sources: docs/carriers.md."""

import json
from email import message_from_bytes

from django.conf import settings
from django.utils import timezone

from commerce.carriers import la_poste
from commerce.carriers.calls import LABEL, ask
from commerce.carriers.interface import Carrier, CarrierRefused, Label, LabelInDoubt

#: Home delivery in France without signature, and overseas.
HOME, OVERSEAS = "DOM", "COM"


class Colissimo(Carrier):
    """La Poste's parcels, to the door."""

    name = "Colissimo"
    makes_labels = tracks = True

    def make_label(self, shipment):
        account = settings.CARRIERS["colissimo"]
        answer = ask(
            "colissimo",
            "POST",
            f"{account['URL']}/generateLabel",
            timeout=LABEL,
            is_order=True,
            json=_request(account, shipment),
        )
        parts = _parts(answer)
        said = _read(parts.get("<jsonInfos>", b""))
        errors = [message for message in said.get("messages") or () if message.get("type") == "ERROR"]
        if errors:
            raise CarrierRefused(str(errors[0].get("messageContent", "")))
        number = (said.get("labelV2Response") or {}).get("parcelNumber")
        sheet = parts.get("<label>", b"")
        if not number or not sheet.startswith(b"%PDF"):
            raise LabelInDoubt("Colissimo gives no label.")
        return Label(number, sheet)

    def track(self, number):
        return la_poste.track(number)


def _request(account, shipment):
    return {
        "contractNumber": account["CONTRACT"],
        "password": account["PASSWORD"],
        "outputFormat": {"x": 0, "y": 0, "outputPrintingType": "PDF_10x15_300dpi"},
        "letter": {
            "service": {
                "productCode": OVERSEAS if shipment.recipient.postcode.startswith(("97", "98")) else HOME,
                "depositDate": timezone.localdate().isoformat(),
                "orderNumber": shipment.reference[:30],
            },
            "parcel": {"weight": f"{shipment.grams / 1000:.2f}"},
            "sender": {"senderParcelRef": shipment.reference[:17], "address": _address(shipment.sender)},
            "addressee": {"addresseeParcelRef": shipment.reference[:15], "address": _address(shipment.recipient)},
        },
    }


def _address(party):
    return {
        "companyName": "",
        "lastName": party.name[:35],
        "firstName": "",
        "line2": party.street[:35],
        "line3": party.complement[:35],
        "countryCode": party.country,
        "city": party.town[:35],
        "zipCode": party.postcode,
        "phoneNumber": party.phone,
        "email": party.email[:80],
    }


def _parts(answer):
    """The parts of a multipart answer by their Content-ID: « <jsonInfos> » and, where all went well, « <label> »."""
    head = f"Content-Type: {answer.headers.get('Content-Type', '')}\r\n\r\n".encode()
    message = message_from_bytes(head + answer.content)
    if not message.is_multipart():
        return {"<jsonInfos>": answer.content}
    return {part.get("Content-ID", ""): part.get_payload(decode=True) for part in message.get_payload()}


def _read(content):
    try:
        said = json.loads(content)
    except ValueError as failure:
        raise LabelInDoubt("Colissimo's answer is no JSON.") from failure
    return said if isinstance(said, dict) else {}
