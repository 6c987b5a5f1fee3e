"""The platform itself."""

from ..call import Answer, Call
from ..models import Setting

SHOWN = (
    "PrimaryThemeColour",
    "PrimaryButtonColour",
    "Logo",
    "TechEmails",
    "AdminEmails",
    "FraudEmails",
    "BillingEmails",
    "PlatformDescription",
    "PlatformCategorization",
    "PlatformURL",
    "HeadquartersAddress",
    "HeadquartersPhoneNumber",
    "TaxNumber",
)


def stored(call: Call) -> dict:
    """What the client told of itself."""
    return Setting.read(f"client:{call.client_id}", {})


def show(call: Call) -> dict:
    """The client as the API shows it."""
    return {
        "ClientId": call.client_id,
        "Name": call.client_id,
        "RegisteredName": call.client_id,
        "PlatformType": "MARKETPLACE",
        **{name: stored(call).get(name) for name in SHOWN},
    }


def view(call: Call) -> Answer:
    """GET /clients."""
    return Answer(show(call))


def update(call: Call) -> Answer:
    """PUT /clients."""
    changes = {name: call.body[name] for name in SHOWN if call.body.get(name) is not None}
    fields = call.fields()
    fields.address("HeadquartersAddress")
    fields.check()
    Setting.write(f"client:{call.client_id}", stored(call) | changes)
    return Answer(show(call))
