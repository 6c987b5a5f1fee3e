"""The operator's accounts with carriers, from the environment."""

#: What the local stand-ins accept.
LOCAL = {
    "mondial_relay": {
        "BRAND": "BDTEST13",
        "KEY": "PrivateK",
        "LOGIN": "local",
        "PASSWORD": "local",
        "CUSTOMER": "BDTEST13",
    },
    "colissimo": {"CONTRACT": "000000", "PASSWORD": "local"},
    "chronopost": {"ACCOUNT": "00000000", "PASSWORD": "local"},
    "la_poste": {"KEY": "local"},
}
ADDRESSES = {
    "mondial_relay": {"URL": "https://api.mondialrelay.com"},
    "colissimo": {"URL": "https://ws.colissimo.fr/sls-ws/SlsServiceWSRest/2.0"},
    "chronopost": {"URL": "https://ws.chronopost.fr"},
    "la_poste": {"URL": "https://api.laposte.fr/suivi/v2"},
}
LABELS_OF_MONDIAL_RELAY = "https://connect-api.mondialrelay.com/api/shipment"


def carrier_accounts(env, local_url=""):
    """Addresses and credentials by carrier. With the stand-ins' address, all are theirs.

    Otherwise MONDIAL_RELAY_BRAND, MONDIAL_RELAY_KEY, COLISSIMO_CONTRACT and so on; empty where the operator has none.
    """
    if local_url:
        return local_accounts(local_url)
    accounts = {
        carrier: {**address, **{name: env(f"{carrier.upper()}_{name}", default="") for name in LOCAL[carrier]}}
        for carrier, address in ADDRESSES.items()
    }
    accounts["mondial_relay"]["SHIPMENT_URL"] = env("MONDIAL_RELAY_SHIPMENT_URL", default=LABELS_OF_MONDIAL_RELAY)
    return accounts


def local_accounts(url):
    """The accounts with the stand-ins at this address."""
    below = {
        "mondial_relay": {"URL": f"{url}/mondial-relay", "SHIPMENT_URL": f"{url}/mondial-relay/api/shipment"},
        "colissimo": {"URL": f"{url}/colissimo/sls-ws/SlsServiceWSRest/2.0"},
        "chronopost": {"URL": f"{url}/chronopost"},
        "la_poste": {"URL": f"{url}/la-poste/suivi/v2"},
    }
    return {carrier: {**below[carrier], **account} for carrier, account in LOCAL.items()}
