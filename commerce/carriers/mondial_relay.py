"""Mondial Relay: relays and tracking by its SOAP service (version 1), labels by its REST service (version 2).

Sources: docs/carriers.md.
"""

from datetime import datetime
from hashlib import md5
from itertools import groupby

from django.conf import settings
from django.utils import timezone
from lxml import etree

from commerce.carriers.calls import LABEL, ask, read_xml, soap, text_of, writable
from commerce.carriers.interface import (
    Carrier,
    CarrierRefused,
    CarrierUnavailable,
    Label,
    LabelInDoubt,
    Relay,
    Tracking,
)

NAMESPACE = "http://www.mondialrelay.fr/webservice/"
REQUEST = "http://www.example.org/Request"
#: Delivered; the others that a parcel may have: 80 announced, 81 on its way, 83 something went wrong.
DELIVERED, KNOWN = "82", ("0", "80", "81", "82", "83")
RELAYS_MAX = 10
DAYS = ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche")


class MondialRelay(Carrier):
    """Relay points everywhere in France; parcels are handed over at a relay too."""

    name = "Mondial Relay"
    finds_relays = makes_labels = tracks = True

    def relays_near(self, postcode, *, grams):
        values = {
            "Enseigne": self._account["BRAND"],
            "Pays": "FR",
            "NumPointRelais": "",
            "Ville": "",
            "CP": postcode,
            "Latitude": "",
            "Longitude": "",
            "Taille": "",
            "Poids": str(grams),
            "Action": "24R",
            "DelaiEnvoi": "0",
            "RayonRecherche": "20",
            "TypeActivite": "",
            "NACE": "",
            "NombreResultats": str(RELAYS_MAX),
        }
        result = self._call("WSI4_PointRelais_Recherche", values)
        if (state := text_of(result, "STAT")) != "0":
            raise CarrierUnavailable(f"Mondial Relay answers {state}.")
        relays = [_relay(details) for details in result.iter("PointRelais_Details")]
        return sorted((relay for relay in relays if relay.number), key=lambda relay: relay.metres or 0)

    def track(self, number):
        values = {"Enseigne": self._account["BRAND"], "Expedition": number, "Langue": "FR"}
        result = self._call("WSI2_TracingColisDetaille", values)
        state = text_of(result, "STAT")
        if state not in KNOWN:
            raise CarrierRefused(f"Mondial Relay answers {state}.")
        words = " ".join(filter(None, (text_of(result, "Libelle01"), text_of(result, "Libelle02"))))
        moments = [moment for step in result.iter("ret_WSI2_sub_TracingColisDetaille") if (moment := _moment(step))]
        return Tracking(words, max(moments, default=None) if state == DELIVERED else None)

    def make_label(self, shipment):
        answer = ask(
            "mondial-relay-labels",
            "POST",
            self._account["SHIPMENT_URL"],
            timeout=LABEL,
            is_order=True,
            data=self._request(shipment),
            headers={"Content-Type": "text/xml; charset=utf-8", "Accept": "application/xml"},
        )
        root = read_xml(answer.content)
        for status in root.iter("Status"):
            if status.get("Level", "").lower() in ("error", "critical error"):
                raise CarrierRefused(status.get("Message") or status.get("Code", ""))
        parcel = next(root.iter("Shipment"), None)
        address = text_of(root, ".//Output")
        if parcel is None or not address:
            raise LabelInDoubt("Mondial Relay gives no label.")
        return Label(parcel.get("ShipmentNumber", ""), self._sheet(address))

    def _sheet(self, address):
        sheet = ask("mondial-relay-labels", "GET", address, timeout=LABEL, is_order=True)
        if not sheet.content.startswith(b"%PDF"):
            raise LabelInDoubt("Mondial Relay's label is no PDF.")
        return sheet.content

    @property
    def _account(self):
        return settings.CARRIERS["mondial_relay"]

    def _call(self, operation, values):
        """The result of a SOAP operation; its values are signed in their order with the brand's key."""
        plain = {name: writable(value) for name, value in values.items()}
        signed = "".join(plain.values()) + self._account["KEY"]
        security = md5(signed.encode(), usedforsecurity=False).hexdigest().upper()
        answer = ask(
            "mondial-relay",
            "POST",
            f"{self._account['URL']}/Web_Services.asmx",
            data=soap(NAMESPACE, operation, {**plain, "Security": security}),
            headers={"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f"{NAMESPACE}{operation}"},
        )
        result = next(read_xml(answer.content).iter(f"{operation}Result"), None)
        if result is None:
            raise CarrierUnavailable("Mondial Relay's answer has no result.")
        return result

    def _request(self, shipment):
        root = etree.Element(f"{{{REQUEST}}}ShipmentCreationRequest", nsmap={None: REQUEST})
        account = self._account
        context = {"Login": account["LOGIN"], "Password": account["PASSWORD"], "CustomerId": account["CUSTOMER"]}
        _add(root, "Context", {**context, "Culture": "fr-FR", "VersionAPI": "1.0"})
        _add(root, "OutputOptions", {"OutputFormat": "10x15", "OutputType": "PdfUrl"})
        parcel = _add(_add(root, "ShipmentsList", {}), "Shipment", {"OrderNo": shipment.reference[:15]})
        _add(parcel, "ParcelCount", "1")
        to_relay = {"Mode": "24R", "Location": f"FR-{shipment.relay}"} if shipment.relay else {"Mode": "HOM"}
        _add(parcel, "DeliveryMode", "", **to_relay)
        _add(parcel, "CollectionMode", "", Mode="REL")
        one = _add(_add(parcel, "Parcels", {}), "Parcel", {"Content": "Artisanat"})
        _add(one, "Weight", "", Value=str(shipment.grams), Unit="gr")
        for role, party in (("Sender", shipment.sender), ("Recipient", shipment.recipient)):
            _add(_add(parcel, role, {}), "Address", _address(party))
        return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _add(parent, name, content, **attributes):
    child = etree.SubElement(parent, f"{{{REQUEST}}}{name}", attributes)
    if isinstance(content, dict):
        for below, value in content.items():
            _add(child, below, value)
    else:
        child.text = writable(content)
    return child


def _address(party):
    return {
        "Lastname": party.name[:30],
        "Streetname": party.street[:40],
        "CountryCode": party.country,
        "PostCode": party.postcode,
        "City": party.town[:30],
        "AddressAdd1": party.name[:30],
        "AddressAdd2": party.complement[:30],
        "PhoneNo": party.phone,
        "Email": party.email[:70],
    }


def _relay(details):
    place = [_number(text_of(details, name)) for name in ("Latitude", "Longitude")]
    metres = text_of(details, "Distance")
    return Relay(
        number=text_of(details, "Num"),
        name=" ".join(filter(None, (text_of(details, "LgAdr1"), text_of(details, "LgAdr2")))),
        street=" ".join(filter(None, (text_of(details, "LgAdr3"), text_of(details, "LgAdr4")))),
        postcode=text_of(details, "CP"),
        town=text_of(details, "Ville"),
        opening_hours=_hours(details),
        metres=int(metres) if metres.isdecimal() else None,
        latitude=place[0] if None not in place else None,
        longitude=place[1] if None not in place else None,
    )


def _hours(details):
    """« lundi à vendredi 9h-12h, 14h-19h », days of the same hours together; a day comes as four moments."""
    days = [(day.lower(), _spans(details, day)) for day in DAYS]
    said = []
    for spans, group in groupby(days, key=lambda each: each[1]):
        names = [name for name, _spans_of_it in group]
        if spans:
            said.append(f"{names[0] if len(names) == 1 else f'{names[0]} à {names[-1]}'} {spans}")
    return "\u202f; ".join(said)


def _spans(details, day):
    """The hours of one day as « 9h-12h, 14h-19h »; empty where it is closed: its moments are 0000 then."""
    moments = [(each.text or "").strip() for each in details.iterfind(f"Horaires_{day}/string")]
    pairs = zip(moments[::2], moments[1::2], strict=False)
    return ", ".join(f"{_clock(opens)}-{_clock(closes)}" for opens, closes in pairs if closes > opens)


def _clock(moment):
    return f"{int(moment[:2])}h{moment[2:] if moment[2:] != '00' else ''}" if moment.isdecimal() else moment


def _number(text):
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _moment(step):
    """The moment of one step of a parcel, Europe/Paris; days come as 02/12/2026 or 02/12/26."""
    day, hour = text_of(step, "Date"), text_of(step, "Heure") or "00:00"
    for pattern in ("%d/%m/%Y %H:%M", "%d/%m/%y %H:%M"):
        try:
            return timezone.make_aware(datetime.strptime(f"{day} {hour}", pattern))  # noqa: DTZ007 (made aware here)
        except ValueError:
            continue
    return None
