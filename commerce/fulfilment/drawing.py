"""The state machine of a vendor order, drawn from its tables: what `docs/orders.md` shows."""

from commerce.fulfilment.deeds import DEEDS
from commerce.order.status import TRANSITIONS, VendorOrderStatus


def diagram():
    """A Mermaid state diagram of every transition, with who takes it."""
    lines = ["stateDiagram-v2", "    [*] --> awaiting_payment"]
    for step in TRANSITIONS:
        kind = {True: ", collected", False: ", sent", None: ""}[step.collection]
        lines.append(f"    {step.source} --> {step.target}: {step.action} ({step.actor}{kind})")
    lines += [f"    {status} --> [*]" for status in _last()]
    return "\n".join(lines)


def _last():
    left = {step.source for step in TRANSITIONS}
    return [status for status in VendorOrderStatus if status not in left]


def table():
    """A Markdown table: each deed, who does it with which right, and in which states it does something."""
    heads = ["deed", "who", "right", *VendorOrderStatus.values]
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    for deed in DEEDS:
        cells = [deed.name, deed.role, deed.right or "", *(_cell(deed, status) for status in VendorOrderStatus)]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(deed, status):
    kinds = [
        name
        for name, collection in (("sent", False), ("collected", True))
        if deed.is_allowed(status, collection=collection) and _exists(status, collection)
    ]
    return {2: "yes", 1: kinds[0] if kinds else "", 0: ""}[len(kinds)]


def _exists(status, collection):
    """Whether a vendor order of this kind can be in this state."""
    only_sent, only_collected = {"partly_shipped", "shipped"}, {"ready"}
    return status not in (only_sent if collection else only_collected)


def page():
    """Both, as they stand between the marks in the docs."""
    return f"```mermaid\n{diagram()}\n```\n\n{table()}\n"
