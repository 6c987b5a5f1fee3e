"""`python -m commerce.carriers_sandbox`: start the local carriers."""

import argparse
import sys

from .server import make_server


def main() -> None:
    """Serve until somebody stops it; the first line says where."""
    parser = argparse.ArgumentParser(prog="python -m commerce.carriers_sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8002, help="0 takes a free one")
    parser.add_argument("--deliver-after", type=float, help="seconds after which a parcel is delivered by itself")
    chosen = parser.parse_args()
    server = make_server(chosen.port, deliver_after=chosen.deliver_after)
    sys.stdout.write(f"Local carriers: http://127.0.0.1:{server.server_port}/\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
