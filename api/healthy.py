"""What a container's health check runs: does the API process of this container answer?"""

import sys
import urllib.request

from api.settings import Settings

WITHIN_S = 4.0


def main() -> int:
    """Exit code 0 when `/healthz` answers 200."""
    address = f"{Settings().local_address}/healthz"
    try:
        with urllib.request.urlopen(address, timeout=WITHIN_S) as answer:  # noqa: S310  our own loopback address
            return 0 if answer.status == 200 else 1
    except OSError as error:
        sys.stderr.write(f"{address} does not answer: {error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
