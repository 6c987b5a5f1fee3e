from tests.local_carriers import carriers, carriers_server  # noqa: F401
