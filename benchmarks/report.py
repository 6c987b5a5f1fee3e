"""The figures of both shops as one table."""

COLUMNS = ("page", "products", "lines", "vendors", "queries", "stock_queries", "ms", "stock_ms")


def side_by_side(ours, stock):
    """Our figures in their order, each with stock Oscar's at the same size, or None where it has no such page."""
    of_stock = {_key(figure): figure for figure in stock}
    return [{**figure, **_columns(of_stock.get(_key(figure)))} for figure in ours]


def table(rows):
    """The rows as aligned text."""
    cells = [COLUMNS, *([_shown(row[column]) for column in COLUMNS] for row in rows)]
    widths = [max(len(line[index]) for line in cells) for index in range(len(COLUMNS))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if index == 0 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in cells
    )


def _key(figure):
    return figure["page"], figure["products"], figure["lines"], figure["vendors"]


def _columns(figure):
    return {f"stock_{name}": figure and figure[name] for name in ("queries", "ms")}


def _shown(value):
    return "" if value is None else str(value)
