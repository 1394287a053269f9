"""``python -m lotsenbuch``: without arguments the app opens, with arguments the command line runs."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lotsenbuch.ui.application import Session


def main() -> None:
    """Start the door that the arguments ask for and leave with its exit code."""
    if len(sys.argv) > 1:
        from lotsenbuch.cli.main import run

        sys.exit(run(sys.argv[1:]))
    from lotsenbuch.ui import start

    sys.exit(start.run(sys.argv, _compose))


def _compose(session: "Session") -> object:
    """Load what stands behind the window once it has been painted."""
    from lotsenbuch.ui.pilot_door import compose

    return compose(session)


if __name__ == "__main__":
    main()
