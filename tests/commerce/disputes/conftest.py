from tests.local_mangopay import mangopay, mangopay_server  # noqa: F401
