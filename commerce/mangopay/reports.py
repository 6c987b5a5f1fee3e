"""Reports: Mangopay gathers a file, we fetch it. Two calls and a download, however many wallets there are."""

import csv
import io
import time

from commerce.mangopay.exceptions import Unavailable

#: How often and how long to ask whether a report is ready, in seconds.
PAUSES_SECONDS = (0.05, 0.1, 0.2, 0.5, 1, 2, 4, 8, 8, 8)


def wallet_balances(door):
    """(wallet id, balance in cents) of every wallet in euros. Raises Unavailable when the report doesn't come."""
    rows = _rows(door, "wallets", {"Currency": "EUR"}, ["Id", "BalanceAmount"])
    return [(row["Id"], int(row["BalanceAmount"])) for row in rows]


def tagged_payouts(door, author_id):
    """{tag: payout id} of a user's payouts. Raises Unavailable when the report doesn't come."""
    rows = _rows(door, "transactions", {"AuthorId": author_id, "Type": ["PAYOUT"]}, ["Id", "Tag"])
    return {row["Tag"]: row["Id"] for row in rows}


def _rows(door, kind, filters, columns):
    body = {"DownloadFormat": "CSV", "Filters": filters, "Columns": columns}
    report_id = door.post(f"/reports/{kind}", body).body["Id"]
    text = door.download(_download_url(door, report_id))
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    return csv.DictReader(io.StringIO(text), delimiter=delimiter)


def _download_url(door, report_id):
    for pause in PAUSES_SECONDS:
        report = door.get(f"/reports/{report_id}").body
        if report["Status"] == "READY_FOR_DOWNLOAD":
            return report["DownloadURL"]
        if report["Status"] != "PENDING":
            break
        time.sleep(pause)
    raise Unavailable("Mangopay's report didn't come.")
