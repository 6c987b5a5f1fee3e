"""Each carrier's protocol: what it is asked, and what it answers. Sources: docs/carriers.md of the site."""

import base64
import hashlib
import json
import uuid
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from . import relays, sheets
from .parcels import PARIS, Depot

BRAND, KEY = "BDTEST13", "PrivateK"
HEAVIEST_GRAMS = 30_000
DAYS = ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche")
XML = "text/xml; charset=utf-8"
Answer = tuple[int, str, bytes]


def _root(body: bytes) -> ElementTree.Element:
    """The request, its elements without namespaces."""
    root = ElementTree.fromstring(body)
    for element in root.iter():
        element.tag = element.tag.rsplit("}", 1)[-1]
    return root


def _soap(operation: str, namespace: str, inner: str) -> Answer:
    """A SOAP 1.1 answer of an operation."""
    text = (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>'
        f'<{operation}Response xmlns="{namespace}">{inner}</{operation}Response></soap:Body></soap:Envelope>'
    )
    return 200, XML, text.encode()


def mondial_relay(depot: Depot, body: bytes) -> Answer:
    """The SOAP service of version 1: relays and tracking, each request signed."""
    operation = next(iter(_root(body).find("Body")))
    values = {child.tag: child.text or "" for child in operation}
    signature = values.pop("Security", "")
    signed = hashlib.md5(("".join(values.values()) + KEY).encode(), usedforsecurity=False).hexdigest().upper()
    if values.get("Enseigne") != BRAND:
        inner = "<STAT>2</STAT>"
    elif signature != signed:
        inner = "<STAT>97</STAT>"
    elif operation.tag == "WSI4_PointRelais_Recherche":
        inner = _found(values)
    else:
        inner = _traced(depot, values["Expedition"])
    result = f"<{operation.tag}Result>{inner}</{operation.tag}Result>"
    return _soap(operation.tag, "http://www.mondialrelay.fr/webservice/", result)


def _found(values: dict) -> str:
    postcode = values.get("CP", "")
    if not (len(postcode) == 5 and postcode.isdecimal()):
        return "<STAT>19</STAT>"
    if not values.get("Poids", "0").isdecimal() or int(values.get("Poids") or 0) > HEAVIEST_GRAMS:
        return "<STAT>20</STAT>"
    points = "".join(_point(relay) for relay in relays.around(postcode, int(values.get("NombreResultats") or 10)))
    return f"<STAT>0</STAT><PointsRelais>{points}</PointsRelais>"


def _point(relay: dict) -> str:
    fields = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in relay.items() if name != "days")
    hours = "".join(
        f"<Horaires_{day}>{''.join(f'<string>{moment}</string>' for moment in moments)}</Horaires_{day}>"
        for day, moments in zip(DAYS, relay["days"], strict=True)
    )
    return f"<PointRelais_Details><STAT>0</STAT>{fields}{hours}</PointRelais_Details>"


def _traced(depot: Depot, number: str) -> str:
    parcel = depot.find(number)
    if parcel is None:
        return "<STAT>24</STAT>"
    steps = [("COLIS ANNONCÉ", parcel.announced_at)]
    if parcel.delivered_at:
        steps.append(("COLIS LIVRÉ", parcel.delivered_at))
    traced = "".join(
        f"<ret_WSI2_sub_TracingColisDetaille><Libelle>{words}</Libelle><Date>{moment:%d/%m/%Y}</Date>"
        f"<Heure>{moment:%H:%M}</Heure><Emplacement>AGENCE</Emplacement></ret_WSI2_sub_TracingColisDetaille>"
        for words, moment in ((words, moment.astimezone(PARIS)) for words, moment in steps)
    )
    state, words = ("82", "Colis livré") if parcel.delivered_at else ("81", "Colis en cours d’acheminement")
    return f"<STAT>{state}</STAT><Libelle01>{words}</Libelle01><Libelle02 /><Tracing>{traced}</Tracing>"


def mondial_relay_shipment(depot: Depot, body: bytes, here: str) -> Answer:
    """The REST service of version 2: a shipment, and the address of its label."""
    root = _root(body)
    grams = int(root.find(".//Weight").get("Value"))
    known = (root.findtext(".//Login"), root.findtext(".//Password")) == ("local", "local")
    if not known or grams > HEAVIEST_GRAMS:
        words = "Le poids du colis est invalide" if known else "Identifiants incorrects"
        return _shipment("", f'<Status Code="10001" Level="Error" Message={quoteattr(words)} />')
    recipient = root.find(".//Recipient/Address")
    parcel = depot.announce(
        "Mondial Relay", "9{:07}", root.findtext(".//OrderNo") or "", recipient.findtext("Lastname") or ""
    )
    address = escape(f"{here}/mondial-relay/labels/{parcel.number}.pdf")
    shipment = (
        f'<ShipmentsList><Shipment ShipmentNumber="{parcel.number}"><LabelList><Label><Output>{address}</Output>'
        "</Label></LabelList></Shipment></ShipmentsList>"
    )
    return _shipment(shipment, '<Status Code="0" Level="Success" Message="" />')


def _shipment(shipments: str, status: str) -> Answer:
    text = (
        '<?xml version="1.0" encoding="utf-8"?>'
        f'<ShipmentCreationResponse xmlns="http://www.example.org/Response">{shipments}'
        f"<StatusList>{status}</StatusList></ShipmentCreationResponse>"
    )
    return 200, XML, text.encode()


def sheet_of(depot: Depot, number: str) -> Answer:
    """The label of a parcel, as a PDF."""
    parcel = depot.parcels.get(number)
    if parcel is None:
        return 404, "text/plain", b"Unknown parcel."
    return 200, "application/pdf", _sheet(parcel)


def _sheet(parcel) -> bytes:
    return sheets.label([parcel.carrier, parcel.number, parcel.recipient, parcel.reference, "Colis de démonstration"])


def colissimo(depot: Depot, body: bytes) -> Answer:
    """SLS: a multipart answer, its JSON and its label as parts."""
    asked = json.loads(body)
    letter = asked["letter"]
    weight = float(letter["parcel"]["weight"])
    wrong = ""
    if asked.get("password") != "local":
        wrong = "Votre identifiant ou mot de passe est incorrect"
    elif not 0.01 <= weight <= HEAVIEST_GRAMS / 1000:
        wrong = "Le poids du colis est incorrect"
    if wrong:
        said = {"messages": [{"id": "30000", "type": "ERROR", "messageContent": wrong}], "labelV2Response": None}
        return _multipart(400, said)
    addressee = letter["addressee"]
    parcel = depot.announce("Colissimo", "6A{:011}", addressee["addresseeParcelRef"], addressee["address"]["lastName"])
    success = {"id": "0", "type": "INFOS", "messageContent": "La requête a été traitée avec succès"}
    said = {"messages": [success], "labelV2Response": {"parcelNumber": parcel.number}}
    return _multipart(200, said, _sheet(parcel))


def _multipart(status: int, said: dict, sheet: bytes | None = None) -> Answer:
    boundary = f"uuid:{uuid.uuid4()}"
    parts = [("application/json;charset=UTF-8", "<jsonInfos>", json.dumps(said).encode())]
    if sheet:
        parts.append(("application/octet-stream", "<label>", sheet))
    content = b"".join(_part(boundary, *part) for part in parts)
    kind = f'multipart/mixed; boundary="{boundary}"; type="application/json"; start="<jsonInfos>"'
    return status, kind, content + f"--{boundary}--".encode()


def _part(boundary: str, kind: str, name: str, payload: bytes) -> bytes:
    head = (f"--{boundary}", f"Content-Type: {kind}", "Content-Transfer-Encoding: binary", f"Content-ID: {name}")
    return "\r\n".join((*head, "", "")).encode() + payload + b"\r\n"


def chronopost(depot: Depot, body: bytes) -> Answer:
    """The SOAP service of shipping: number and label in one answer."""
    root = _root(body)
    namespace = "http://cxf.shipping.soap.chronopost.fr/"
    wrong = ""
    if root.findtext(".//password") != "local":
        wrong = "<errorCode>1</errorCode><errorMessage>Mot de passe invalide</errorMessage>"
    elif float(root.findtext(".//skybillValue/weight") or 0) > HEAVIEST_GRAMS / 1000:
        wrong = "<errorCode>3</errorCode><errorMessage>Le poids est trop élevé</errorMessage>"
    if wrong:
        return _soap("shippingMultiParcelV4", namespace, f'<return xmlns="">{wrong}</return>')
    parcel = depot.announce(
        "Chronopost",
        "XN{:09}FR",
        root.findtext(".//refValue/shipperRef") or "",
        root.findtext(".//recipientValue/recipientName") or "",
    )
    value = (
        f"<skybillNumber>{parcel.number}</skybillNumber>"
        f"<pdfEtiquette>{base64.b64encode(_sheet(parcel)).decode()}</pdfEtiquette>"
    )
    result = (
        f'<return xmlns=""><errorCode>0</errorCode><resultMultiParcelValue>{value}</resultMultiParcelValue></return>'
    )
    return _soap("shippingMultiParcelV4", namespace, result)


def la_poste(depot: Depot, number: str, key: str | None) -> Answer:
    """« Suivi v2 »: one parcel of Colissimo or Chronopost."""
    if key != "local":
        return _json(401, {"code": "UNAUTHORIZED", "message": "Unauthorized"})
    parcel = depot.find(number)
    if parcel is None or parcel.carrier == "Mondial Relay":
        return _json(404, {"returnCode": 404, "returnMessage": "Ressource non trouvée", "idShip": number})
    events = [{"code": "DR1", "label": "Déclaratif réceptionné", "date": parcel.announced_at.isoformat()}]
    if parcel.delivered_at:
        delivered = {"code": "DI1", "label": "Votre colis est livré.", "date": parcel.delivered_at.isoformat()}
        events.insert(0, delivered)
    shipment = {"idShip": number, "isFinal": bool(parcel.delivered_at), "event": events}
    return _json(200, {"lang": "fr_FR", "scope": "open", "returnCode": 200, "shipment": shipment})


def _json(status: int, said: dict) -> Answer:
    return status, "application/json", json.dumps(said).encode()
