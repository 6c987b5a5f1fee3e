"""Reports: a CSV of transactions, wallets or fees, ready a little later."""

import csv
import io

from .. import appointments, clock, errors, options
from ..call import Answer, Call
from ..fields import Fields
from ..models import Account, Report, Transaction
from ..notify import notify

KINDS = ("USER_WALLET_TRANSACTIONS", "COLLECTED_FEES")
TRANSACTION_COLUMNS = (
    "Id",
    "Tag",
    "CreationDate",
    "ExecutionDate",
    "AuthorId",
    "CreditedUserId",
    "DebitedFundsAmount",
    "DebitedFundsCurrency",
    "CreditedFundsAmount",
    "CreditedFundsCurrency",
    "FeesAmount",
    "FeesCurrency",
    "Status",
    "ResultCode",
    "ResultMessage",
    "Type",
    "Nature",
    "CreditedWalletId",
    "DebitedWalletId",
)
WALLET_COLUMNS = (
    "Id",
    "Tag",
    "CreationDate",
    "Owners",
    "Description",
    "BalanceAmount",
    "BalanceCurrency",
    "Currency",
    "FundsType",
)
MONEY = ("DebitedFunds", "CreditedFunds", "Fees", "Balance")


def show(report: Report) -> dict:
    """The report as the API shows it; the address to download it once it is ready."""
    ready = report.status == "READY_FOR_DOWNLOAD"
    return report.header() | {
        "ReportDate": report.report_date,
        "ReportType": report.report_type,
        "Status": report.status,
        "ResultCode": "000000" if ready else None,
        "ResultMessage": "Success" if ready else None,
        "DownloadFormat": "CSV",
        "DownloadURL": report.details["DownloadURL"] if ready else None,
        "CallbackURL": report.details.get("CallbackURL"),
        "Sort": report.details.get("Sort"),
        "Preview": False,
        "Filters": report.details.get("ShownFilters"),
        "Columns": report.details["Columns"],
        "AfterDate": report.details.get("AfterDate"),
        "BeforeDate": report.details.get("BeforeDate"),
    }


def create(call: Call, kind: str, columns: tuple[str, ...], wire: str) -> Answer:
    """Order a report."""
    fields = call.fields()
    fields.text("DownloadFormat", required=wire == "reporting", among=("CSV",))
    details = {
        "CallbackURL": fields.url("CallbackURL", required=False, longest=255),
        "Sort": fields.text("Sort"),
        "Columns": chosen_columns(fields, columns),
        "Filters": read_filters(fields),
        "AfterDate": fields.number("AfterDate", required=wire == "reporting"),
        "BeforeDate": fields.number("BeforeDate", required=wire == "reporting"),
    }
    tag = fields.tag()
    fields.check()
    # The SDK's reader wants every filter of the old reports, or none at all.
    details["ShownFilters"] = None if wire == "reports" else details["Filters"]
    report = Report.add(call.client_id, tag=tag, report_type=kind, wire=wire, details=details)
    report.details["DownloadURL"] = f"{call.base}/reports/{report.pk}.csv"
    report.save(update_fields=["details"])
    appointments.schedule("make_report", report.pk, options.current.delays.report)
    return Answer(show(report))


def chosen_columns(fields: Fields, columns: tuple[str, ...]) -> list[str]:
    """Columns asked for, in their order; unknown ones are refused."""
    wanted = fields.raw("Columns")
    if not wanted:
        return list(columns)
    if not isinstance(wanted, list) or not all(isinstance(name, str) for name in wanted):
        return fields.note("Columns", "Columns must be a list of names.")
    known = set(columns) | set(MONEY) | {"Alias"}
    unknown = [name for name in wanted if name not in known]
    if unknown:
        return fields.note("Columns", f"The column {unknown[0][:60]} does not exist.")
    return wanted


def read_filters(fields: Fields) -> dict:
    """Filters as they were sent, empty ones dropped."""
    inner = fields.nested("Filters")
    return {} if inner is None else {key: value for key, value in inner.body.items() if value not in (None, "", [])}


def create_transactions(call: Call) -> Answer:
    """POST /reports/transactions."""
    return create(call, "TRANSACTIONS", TRANSACTION_COLUMNS, "reports")


def create_wallets(call: Call) -> Answer:
    """POST /reports/wallets."""
    return create(call, "WALLETS", WALLET_COLUMNS, "reports")


def create_any(call: Call) -> Answer:
    """POST /reporting/reports: USER_WALLET_TRANSACTIONS or COLLECTED_FEES."""
    fields = call.fields()
    kind = fields.text("ReportType", required=True, among=KINDS)
    fields.check()
    return create(call, kind, TRANSACTION_COLUMNS, "reporting")


def view(call: Call) -> Answer:
    """GET /reports/{id} and /reporting/reports/{id}."""
    return Answer(show(Report.find(call.client_id, call.ids["report_id"])))


def view_all(call: Call) -> Answer:
    """GET /reports and /reporting/reports."""
    return call.page(Report.objects.filter(client_id=call.client_id), show)


@appointments.action("make_report")
def make(report_id: str) -> None:
    """Write the CSV."""
    report = Report.objects.get(pk=report_id)
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    writer.writerow(report.details["Columns"])
    for row in rows_of(report):
        writer.writerow([safe(cell(row, name)) for name in report.details["Columns"]])
    report.content, report.report_date = sheet.getvalue(), clock.now()
    report.status = "READY_FOR_DOWNLOAD"
    report.save()
    notify(report.client_id, "REPORT_GENERATED", report.pk)


def rows_of(report: Report):
    """What the report lists, oldest first."""
    filters = report.details["Filters"]
    wallets = report.report_type == "WALLETS"
    rows = (Account if wallets else Transaction).objects.filter(client_id=report.client_id)
    after = filters.get("AfterDate") or report.details["AfterDate"]
    before = filters.get("BeforeDate") or report.details["BeforeDate"]
    rows = rows.filter(creation_date__gt=after) if isinstance(after, int) else rows
    rows = rows.filter(creation_date__lt=before) if isinstance(before, int) else rows
    rows = filtered_wallets(rows, filters) if wallets else filtered_transactions(report, rows, filters)
    return (row.show() if wallets else row.summary() for row in rows.order_by("creation_date", "id").iterator())


def filtered_wallets(rows, filters: dict):
    """Users' wallets by OwnerId and Currency."""
    rows = rows.filter(funds_type=Account.WALLET)
    names = {"OwnerId": "owner_id", "Currency": "currency"}
    return rows.filter(**{column: filters[name] for name, column in names.items() if name in filters})


def filtered_transactions(report: Report, rows, filters: dict):
    """Transactions by type, state, author and wallet; only those with fees for COLLECTED_FEES."""
    if report.report_type == "COLLECTED_FEES":
        rows = rows.exclude(fees_amount=0).filter(status="SUCCEEDED")
    names = {"Type": "type", "Status": "status", "Nature": "nature", "ResultCode": "result_code"}
    for name, column in names.items():
        if name in filters:
            wanted = filters[name]
            rows = rows.filter(**{f"{column}__in": wanted if isinstance(wanted, list) else [wanted]})
    if "AuthorId" in filters:
        rows = rows.filter(author_id=filters["AuthorId"])
    if "WalletId" in filters:
        wallet = filters["WalletId"]
        rows = rows.filter(debited_wallet_id=wallet) | rows.filter(credited_wallet_id=wallet)
    return rows


def cell(row: dict, name: str):
    """A column's value; money is split into amount and currency."""
    for money in MONEY:
        if name == f"{money}Amount":
            return row[money]["Amount"]
        if name == f"{money}Currency":
            return row[money]["Currency"]
    value = row.get(name)
    if isinstance(value, dict):
        return value["Amount"]
    return value[0] if isinstance(value, list) and value else value


def safe(value):
    """Text that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@" and value else value


def content(report_id: str) -> str:
    """The CSV for the address in DownloadURL."""
    report = Report.objects.filter(pk=report_id, status="READY_FOR_DOWNLOAD").first()
    if report is None:
        raise errors.not_found(report_id)
    return report.content
