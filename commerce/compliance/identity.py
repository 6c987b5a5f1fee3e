"""Who stands on a document: the operator, a vendor, a buyer, as the law wants them named."""

from dataclasses import asdict, dataclass, field

from django.conf import settings


@dataclass(frozen=True)
class Party:
    """Name, postal address, and the numbers to print; `siret` and `vat_number` are empty where there is none."""

    name: str
    street: str = ""
    postcode: str = ""
    town: str = ""
    country: str = "France"
    siret: str = ""
    vat_number: str = ""
    more: list[str] = field(default_factory=list)

    @property
    def siren(self):
        """The company's nine digits."""
        return self.siret[:9]

    @property
    def lines(self):
        """The postal address."""
        return [line for line in (self.street, f"{self.postcode} {self.town}".strip(), self.country) if line]

    @property
    def numbers(self):
        """What is printed below the address."""
        spaced = f"{self.siret[:3]} {self.siret[3:6]} {self.siret[6:9]} {self.siret[9:]}"
        siret = [f"SIRET {spaced}"] if self.siret else []
        vat = [f"N° TVA {self.vat_number}"] if self.vat_number else []
        return [*siret, *vat, *self.more]

    def frozen(self):
        """As JSON keeps it on a document."""
        return {**asdict(self), "lines": self.lines, "numbers": self.numbers}


def vat_number(siren):
    """The French VAT number that follows from a SIREN: FR, a key of two digits, the SIREN."""
    return f"FR{(12 + 3 * (int(siren) % 97)) % 97:02}{siren}"


def operator():
    """The company that runs this marketplace, from the settings."""
    identity = settings.OPERATOR
    return Party(
        name=identity["NAME"],
        street=identity["STREET"],
        postcode=identity["POSTCODE"],
        town=identity["TOWN"],
        siret=identity["SIRET"],
        vat_number=identity["VAT_NUMBER"] or vat_number(identity["SIRET"][:9]),
        more=[line for line in (identity["REGISTER"],) if line],
    )


def vendor_party(vendor):
    """A vendor's legal identity. One in franchise has no VAT number to print."""
    return Party(
        name=vendor.legal_name or vendor.name,
        street=vendor.street,
        postcode=vendor.postcode,
        town=vendor.town,
        siret=vendor.siret,
        vat_number=vat_number(vendor.siret[:9]) if vendor.vat_rate and vendor.siret else "",
        more=["Entreprise individuelle"] if vendor.legal_form == vendor.LegalForm.SOLETRADER else [],
    )


def buyer_party(order):
    """Who bought: the billing address, else where it was delivered, else the account's name or address of mail."""
    address = order.billing_address or order.shipping_address
    if address is None:
        name = order.user.get_full_name() if order.user else ""
        return Party(name=name or order.email, country="")
    return Party(
        name=address.name or order.email,
        street=", ".join(line for line in (address.line1, address.line2, address.line3) if line),
        postcode=address.postcode,
        town=address.line4,
        country=address.country.printable_name,
    )
