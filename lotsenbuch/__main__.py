"""``python -m lotsenbuch``: without arguments the app opens, with arguments the command line runs."""

import sys


def main() -> None:
    """Start the door that the arguments ask for and leave with its exit code."""
    if len(sys.argv) > 1:
        from lotsenbuch.cli.main import run

        sys.exit(run(sys.argv[1:]))
    from lotsenbuch.ui.application import run as open_app

    sys.exit(open_app(sys.argv))


if __name__ == "__main__":
    main()
