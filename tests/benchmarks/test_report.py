from benchmarks.report import side_by_side, table


def figure(page, queries, **size):
    return {"page": page, "products": 100, "lines": None, "vendors": None, **size, "queries": queries, "ms": 1.5}


def test_figures_of_the_same_page_and_size_stand_side_by_side():
    ours = [figure("basket", 9, lines=1, vendors=1), figure("basket", 9, lines=20, vendors=5)]
    stock = [figure("basket", 80, lines=20, vendors=5), figure("basket", 20, lines=1, vendors=1)]
    assert [row["stock_queries"] for row in side_by_side(ours, stock)] == [20, 80]


def test_a_page_that_stock_oscar_lacks_has_nothing_beside_it():
    [row] = side_by_side([figure("story", 7)], [])
    assert row["stock_queries"] is None
    assert row["stock_ms"] is None
    assert row["queries"] == 7


def test_the_table_names_its_columns_and_aligns_them():
    lines = table(side_by_side([figure("home", 7), figure("place_order", 31)], [])).splitlines()
    assert lines[0].split() == ["page", "products", "lines", "vendors", "queries", "stock_queries", "ms", "stock_ms"]
    assert len({len(line) for line in lines}) == 1
