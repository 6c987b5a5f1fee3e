from oscar.apps.search import apps


class SearchConfig(apps.SearchConfig):
    """Oscar's search app, forked under the same label."""

    name = "commerce.search"

    def ready(self):
        super().ready()
        from commerce.search import indexing  # noqa: F401
