"""Chronopost: labels by its SOAP service, tracking by La Poste. Sources: docs/carriers.md."""

from base64 import b64decode
from binascii import Error as NotBase64

from django.conf import settings
from django.utils import timezone
from lxml import etree

from commerce.carriers import la_poste
from commerce.carriers.calls import LABEL, ask, envelope, read_xml, text_of, writable
from commerce.carriers.interface import Carrier, CarrierRefused, Label, LabelInDoubt

NAMESPACE = "http://cxf.shipping.soap.chronopost.fr/"
#: Chrono 13: at the door before one o'clock, anywhere in metropolitan France.
PRODUCT = "01"


class Chronopost(Carrier):
    """The express parcels of La Poste's group."""

    name = "Chronopost"
    makes_labels = tracks = True

    def make_label(self, shipment):
        account = settings.CARRIERS["chronopost"]
        answer = ask(
            "chronopost",
            "POST",
            f"{account['URL']}/shipping-cxf/ShippingServiceWS",
            timeout=LABEL,
            is_order=True,
            data=_request(account, shipment),
            headers={"Content-Type": "text/xml; charset=utf-8", "SOAPAction": ""},
        )
        result = next(read_xml(answer.content).iter("return"), None)
        if result is None:
            raise LabelInDoubt("Chronopost's answer has no result.")
        if text_of(result, "errorCode") != "0":
            raise CarrierRefused(text_of(result, "errorMessage") or text_of(result, "errorCode"))
        number = text_of(result, "resultMultiParcelValue/skybillNumber")
        try:
            sheet = b64decode(text_of(result, "resultMultiParcelValue/pdfEtiquette"), validate=True)
        except NotBase64 as failure:
            raise LabelInDoubt("Chronopost's label can't be read.") from failure
        if not number or not sheet.startswith(b"%PDF"):
            raise LabelInDoubt("Chronopost gives no label.")
        return Label(number, sheet)

    def track(self, number):
        return la_poste.track(number)


def _request(account, shipment):
    now = timezone.localtime()
    values = {
        "headerValue": {"accountNumber": account["ACCOUNT"], "idEmit": "CHRFR", "subAccount": ""},
        "shipperValue": {"shipperCivility": "M", **_party("shipper", shipment.sender), "shipperPreAlert": "0"},
        "customerValue": {"customerCivility": "M", **_party("customer", shipment.sender), "printAsSender": "N"},
        "recipientValue": {**_party("recipient", shipment.recipient), "recipientPreAlert": "0"},
        "refValue": {"recipientRef": shipment.reference[:35], "shipperRef": shipment.reference[:35]},
        "skybillValue": {
            "bulkNumber": "1",
            "evtCode": "DC",
            "objectType": "MAR",
            "productCode": PRODUCT,
            "service": "0",
            "shipDate": now.strftime("%Y-%m-%dT%H:%M:%S"),
            "shipHour": now.hour,
            "skybillRank": "1",
            "weight": f"{shipment.grams / 1000:.2f}",
            "weightUnit": "KGM",
        },
        "skybillParamsValue": {"mode": "PDF"},
        "password": account["PASSWORD"],
        "version": "2.0",
        "modeRetour": "2",
        "numberOfParcel": "1",
    }
    body = etree.Element(f"{{{NAMESPACE}}}shippingMultiParcelV4", nsmap={"cxf": NAMESPACE})
    _fill(body, values)
    return envelope(body)


def _fill(parent, values):
    """Only the operation has a namespace; what is below it has none (Chronopost's WSDL: unqualified)."""
    for name, value in values.items():
        child = etree.SubElement(parent, name)
        if isinstance(value, dict):
            _fill(child, value)
        else:
            child.text = writable(value)


def _party(role, party):
    values = {
        "Adress1": party.street[:38],
        "Adress2": party.complement[:38],
        "City": party.town[:50],
        "ContactName": party.name[:100],
        "Country": party.country,
        "CountryName": "FRANCE",
        "Email": party.email[:80],
        "MobilePhone": party.phone[:17],
        "Name": party.name[:100],
        "Name2": "",
        "Phone": party.phone[:17],
        "ZipCode": party.postcode,
    }
    return {f"{role}{name}": value for name, value in values.items()}
