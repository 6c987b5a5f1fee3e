"""The file of the year for the DGFiP: OECD's DPI structure as the French specification narrows it, and its judge."""

from datetime import date
from xml.etree.ElementTree import Element, QName, SubElement, indent, register_namespace, tostring

from lxml import etree

from commerce.compliance.dac7 import is_person, tin_of
from commerce.compliance.identity import operator, vendor_party
from commerce.money import to_euros

DPI, STF = "urn:oecd:ties:dpi", "urn:oecd:ties:dpistf"
NEW_DATA, NOTHING_TO_REPORT = "DPI401", "DPI403"
NEW_RECORD = "OECD1"
BUSINESS_ADDRESS, REGISTERED_ADDRESS = "OECD303", "OECD304"
LEGAL_NAME = "OECD202"
WITHOUT_NUMBER = "NOTIN"


class Rejected(ValueError):
    """The schema doesn't accept the file; the message says where and why."""


def xml_of(year, reported, *, platform, now):
    """The file in bytes: the operator, then each SellerYear of `reported`. Amounts are rounded to whole euros.

    `platform` is the name that visitors know. Without sellers the file says that there is nothing to report.
    """
    register_namespace("dpi", DPI)
    register_namespace("stf", STF)
    house = operator()
    stem = f"OP_{year}_{house.siren}"
    stamp = f"{now:%Y%m%d%H%M%S}"
    root = Element(QName(DPI, "DPI_OECD"), version="1.0")
    _message(_add(root, "MessageSpec"), year, f"{stem}_{stamp}", NEW_DATA if reported else NOTHING_TO_REPORT, now)
    body = _add(root, "DPIBody")
    _operator(_add(body, "PlatformOperator"), house, platform, f"{stem}_operator_{stamp}")
    for seller in reported:
        _seller(_add(body, "ReportableSeller"), seller, f"{stem}_{seller.vendor.pk}_{stamp}")
    indent(root)
    return tostring(root, encoding="UTF-8", xml_declaration=True)


def check(xml, schema_path):
    """Judge the file by the schema that the operator got from the DGFiP. Raises Rejected."""
    schema = etree.XMLSchema(etree.parse(str(schema_path)))
    if not schema.validate(etree.fromstring(xml)):
        raise Rejected("\n".join(f"{error.line}: {error.message}" for error in schema.error_log))


def _add(parent, name, text=None, **attributes):
    child = SubElement(parent, QName(DPI, name), attributes)
    child.text = text
    return child


def _message(spec, year, reference, indication, now):
    _add(spec, "TransmittingCountry", "FR")
    _add(spec, "ReceivingCountry", "FR")
    _add(spec, "MessageType", "DPI")
    _add(spec, "MessageRefId", reference)
    _add(spec, "MessageTypeIndic", indication)
    _add(spec, "ReportingPeriod", date(year, 12, 31).isoformat())
    _add(spec, "Timestamp", f"{now:%Y-%m-%dT%H:%M:%S}")


def _operator(node, house, platform, reference):
    _add(node, "ResCountryCode", "FR")
    _add(node, "TIN", house.siren, issuedBy="FR")
    _add(node, "IN", house.siren, issuedBy="FR", INType="BRN")
    _add(node, "VAT", house.vat_number)
    _add(node, "Name", house.name)
    _add(node, "PlatformBusinessName", platform)
    _address(node, house, REGISTERED_ADDRESS)
    _add(node, "Nexus", "RPONEX1")
    _add(node, "AssumedReporting", "false")
    _record(node, reference)


def _seller(node, seller, reference):
    identity = _add(node, "Identity")
    describe = _person if is_person(seller.vendor) else _company
    describe(identity, seller.vendor, vendor_party(seller.vendor))
    _activity(_add(_add(node, "RelevantActivities"), "SaleOfGoods"), seller.quarters)
    _record(node, reference)


def _company(identity, vendor, party):
    node = _add(_add(_add(identity, "EntitySeller"), "Standard"), "EntSellerID")
    _numbers(node, vendor)
    _add(node, "IN", vendor.siret, issuedBy="FR", INType="BRN")
    if party.vat_number:
        _add(node, "VAT", party.vat_number)
    _add(node, "Name", party.name)
    _address(node, party, BUSINESS_ADDRESS)


def _person(identity, vendor, party):
    node = _add(_add(_add(identity, "IndividualSeller"), "Standard"), "IndSellerID")
    _numbers(node, vendor)
    if party.vat_number:
        _add(node, "VAT", party.vat_number)
    name = _add(node, "Name", nameType=LEGAL_NAME)
    _add(name, "FirstName", vendor.representative_first_name)
    _add(name, "LastName", vendor.representative_last_name)
    _address(node, party, BUSINESS_ADDRESS)
    known = vendor.tax_identity
    birth = _add(node, "BirthInfo")
    _add(birth, "BirthDate", known.birth_date.isoformat())
    if known.birth_town:
        place = _add(birth, "BirthPlace")
        _add(place, "City", known.birth_town)
        _add(_add(place, "CountryInfo"), "CountryCode", "FR")


def _numbers(node, vendor):
    _add(node, "ResCountryCode", "FR")
    tin = tin_of(vendor)
    if tin:
        _add(node, "TIN", tin, issuedBy="FR")
    else:
        _add(node, "TIN", WITHOUT_NUMBER, unknown="true")


def _address(node, party, kind):
    address = _add(node, "Address", legalAddressType=kind)
    _add(address, "CountryCode", "FR")
    fixed = _add(address, "AddressFix")
    for name, text in (("Street", party.street), ("PostCode", party.postcode), ("City", party.town)):
        if text:
            _add(fixed, name, text)


def _activity(node, quarters):
    """Four blocks of four quarters. Fees hold the commission and its tax; no tax of the seller's is withheld."""
    _euros(node, "Consideration", "Cons", [quarter.consideration_cents for quarter in quarters])
    numbers = _add(node, "NumberOfActivities")
    for position, quarter in enumerate(quarters, start=1):
        _add(numbers, f"NumbQ{position}", str(quarter.operations))
    _euros(node, "Fees", "Fees", [quarter.fees_cents for quarter in quarters])
    _euros(node, "Taxes", "Taxes", [0 for _ in quarters])


def _euros(node, name, prefix, values):
    block = _add(node, name)
    for position, cents in enumerate(values, start=1):
        _add(block, f"{prefix}Q{position}", whole_euros(cents), currCode="EUR")


def whole_euros(cents):
    """Whole euros, rounded half up, as the file writes them."""
    return str(int((to_euros(cents) + to_euros(50)) // 1))


def _record(node, reference):
    spec = _add(node, "DocSpec")
    for name, text in (("DocTypeIndic", NEW_RECORD), ("DocRefId", reference)):
        SubElement(spec, QName(STF, name)).text = text
