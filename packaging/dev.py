"""The one bootstrap: sets everything up and starts, tests or renews.

    python3 packaging/dev.py run [arguments of the program]
    python3 packaging/dev.py test [arguments of pytest]
    python3 packaging/dev.py help

This file is read by whatever Python a machine has, so its syntax is the oldest there is; the work is in
``verbs.py`` beside it, which may use the Python that the program needs.
"""

import sys

OLDEST_PYTHON = (3, 11)

if sys.version_info < OLDEST_PYTHON:
    sys.exit(
        "Lotsenbuch braucht Python %d.%d oder neuer, hier ist Python %d.%d. "  # noqa: UP031
        "Bitte installieren Sie ein neueres Python und starten Sie damit noch einmal."
        % (OLDEST_PYTHON + tuple(sys.version_info[:2]))
    )

if __name__ == "__main__":
    import verbs

    sys.exit(verbs.main(sys.argv[1:]))
