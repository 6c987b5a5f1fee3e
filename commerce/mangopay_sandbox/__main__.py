"""`python -m commerce.mangopay_sandbox`: start the local Mangopay."""

import argparse
import os
import sys


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m commerce.mangopay_sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8001, help="0 takes a free one")
    parser.add_argument("--database", default="mangopay.sqlite3", help="SQLite file, made if missing")
    parser.add_argument("--fast", action="store_true", help="bank, KYC and hook delays in milliseconds")
    parser.add_argument("--sca", choices=("enforced", "legacy"), default="enforced")
    parser.add_argument("--client-id", help="the only client id accepted")
    parser.add_argument("--api-key", help="the only key accepted")
    return parser.parse_args(given)


def main() -> None:
    """Prepare Django and the database, then serve."""
    chosen = arguments()
    os.environ["MANGOPAY_SANDBOX_DATABASE"] = os.path.abspath(chosen.database)
    os.environ["DJANGO_SETTINGS_MODULE"] = "commerce.mangopay_sandbox.settings"

    import django

    django.setup()

    from django.core.management import call_command

    from . import options, rates, server

    options.current = options.Options(
        **vars(chosen), delays=options.Delays.fast() if chosen.fast else options.Delays()
    )
    rates.configure(enforced=not chosen.fast)
    call_command("migrate", verbosity=0, interactive=False)
    server.run(chosen.port, announce)


def announce(port: int) -> None:
    """Say where the server listens."""
    sys.stdout.write(f"Local Mangopay: http://127.0.0.1:{port}/ (API: http://127.0.0.1:{port}/v2.01/)\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
