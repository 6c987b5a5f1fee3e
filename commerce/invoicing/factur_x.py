"""The operator's invoices as data: EN 16931 in the syntax of Factur-X, inside the PDF and told in its metadata."""

from datetime import date
from io import BytesIO

from facturx import generate_cii_xml, xml_check_xsd
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from commerce.money import to_euros

FILE_NAME = "factur-x.xml"
LEVEL = "en16931"
INVOICE, CREDIT_NOTE = "380", "381"
#: UNTDID 4461: settled between partners, here by the fee of each release.
SETTLED_BETWEEN_PARTNERS = "97"
#: Scheme of a SIRET, of a SIREN (ISO 6523).
SIRET, SIREN = "0009", "0002"
UNIT = "C62"
NAMESPACE = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"


def xml_of(document):
    """The invoice or credit note as Factur-X XML, in bytes. Raises if the schema of EN 16931 doesn't accept it."""
    xml = generate_cii_xml(_terms(document.data, is_credit=document.is_credit), level=LEVEL, check_schematron=False)
    xml_check_xsd(xml, flavor="factur-x", level=LEVEL)
    return xml


def _terms(data, *, is_credit):
    """The business terms of EN 16931 (BT, BG) by their numbers."""
    total = _amount(data["total_cents"])
    terms = {
        "BT-1": data["number"],
        "BT-2": date.fromisoformat(data["issued_on"]),
        "BT-3": CREDIT_NOTE if is_credit else INVOICE,
        "BT-5": "EUR",
        "BT-9": date.fromisoformat(data["issued_on"]),
        "BT-20": data["mentions"][0],
        "BT-23": "S1",
        "BT-72": date.fromisoformat(data["period"][1] if data["period"] else data["issued_on"]),
        "BT-81": SETTLED_BETWEEN_PARTNERS,
        "BT-82": data["payments"][0]["label"],
        "BT-106": _amount(data["net_cents"]),
        "BT-109": _amount(data["net_cents"]),
        "BT-110": _amount(data["vat_cents"]),
        "BT-112": total,
        "BT-113": _amount(data["total_cents"] - data["due_cents"]),
        "BT-115": _amount(data["due_cents"]),
        "BG-1": [{"BT-21": code, "BT-22": text} for code, text in data["notes"]],
        "BG-4": _party(data["seller"]),
        "BG-7": _party(data["buyer"]),
        "BG-23": [_tax(tax) for tax in data["taxes"]],
        "BG-25": [_line(number, line) for number, line in enumerate(data["lines"], start=1)],
    }
    if data["period"]:
        terms["BT-73"], terms["BT-74"] = (date.fromisoformat(day) for day in data["period"])
    if data["corrects"]:
        terms["BG-3"] = [{"BT-25": data["corrects"]["number"], "BT-26": data["corrects"]["issued_on"]}]
    return terms


def _amount(cents):
    return str(to_euros(cents))


def _party(who):
    siren = who["siret"][:9]
    party = {
        "name": who["name"],
        "addr_l1": who["street"],
        "postcode": who["postcode"],
        "city": who["town"],
        "country_code": "FR",
        "identifiers": {SIRET: who["siret"]} if who["siret"] else {},
        "einvoicing_addr": siren,
        "einvoicing_addr_schemeid": "0225",
    }
    if siren:
        party |= {"legal_identifier": siren, "legal_identifier_schemeid": SIREN}
    if who["vat_number"]:
        party["vat_identifier"] = who["vat_number"]
    return party


def _tax(tax):
    return {
        "BT-116": _amount(tax["net_cents"]),
        "BT-117": _amount(tax["vat_cents"]),
        "BT-118": "S",
        "BT-119": tax["rate"],
    }


def _line(number, line):
    """A fee given back is a negative quantity: a price is never negative (BR-27)."""
    return {
        "BT-126": str(number),
        "BT-129": str(line["quantity"]),
        "BT-130": UNIT,
        "BT-131": _amount(line["net_cents"]),
        "BT-146": _amount(line["unit_net_cents"]),
        "BT-151": "S",
        "BT-152": line["rate"],
        "BT-153": line["label"],
        "BT-154": line["detail"],
    }


def describe(pdf):
    """The same PDF, its metadata saying that `factur-x.xml` inside is a Factur-X invoice. Deterministic."""
    writer = PdfWriter(clone_from=BytesIO(pdf))
    described = DecodedStreamObject()
    described.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
    described.set_data(
        _with_factur_x(PdfReader(BytesIO(pdf)).trailer["/Root"]["/Metadata"].get_data().decode()).encode()
    )
    writer._replace_object(writer._root_object.raw_get("/Metadata"), described)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _with_factur_x(xmp):
    """Typst's XMP and, beside its own extension schemas, Factur-X's (specification, 6.2.2)."""
    properties = "".join(
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaProperty:name>{name}</pdfaProperty:name><pdfaProperty:valueType>Text</pdfaProperty:valueType>"
        "<pdfaProperty:category>external</pdfaProperty:category>"
        f"<pdfaProperty:description>{description}</pdfaProperty:description></rdf:li>"
        for name, description in (
            ("DocumentFileName", "name of the embedded XML invoice file"),
            ("DocumentType", "INVOICE"),
            ("Version", "version of the Factur-X data"),
            ("ConformanceLevel", "conformance level of the Factur-X data"),
        )
    )
    schema = (
        '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>'
        f"<pdfaSchema:namespaceURI>{NAMESPACE}</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )
    values = (
        f'<rdf:Description rdf:about="" xmlns:fx="{NAMESPACE}"><fx:DocumentType>INVOICE</fx:DocumentType>'
        f"<fx:DocumentFileName>{FILE_NAME}</fx:DocumentFileName><fx:Version>1.0</fx:Version>"
        "<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel></rdf:Description>"
    )
    bag, end = "<pdfaExtension:schemas><rdf:Bag>", "</rdf:RDF>"
    if xmp.count(bag) != 1 or xmp.count(end) != 1:
        raise ValueError("Typst describes its PDFs otherwise than when this was written.")
    return xmp.replace(bag, bag + schema).replace(end, values + end)
