"""Is the web container healthy?  Asks it from inside, as the host it serves; exit code 0 or 1."""

import os
import sys
from http.client import HTTPConnection, HTTPException

SECONDS = 5


def main() -> int:
    """Return 0 when /healthz answers 200."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
    connection = HTTPConnection("127.0.0.1", 8000, timeout=SECONDS)
    try:
        connection.request("GET", "/healthz", headers={"Host": host})
        return 0 if connection.getresponse().status == 200 else 1
    except (OSError, HTTPException):
        return 1
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
