"""Large runs of the attackers: `campaign NAME [--count N] [--seed S] [--minutes M]`."""

import argparse
import sys


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py campaign", description="Große Läufe der Angriffe auf die Regeln.")
    parser.add_argument("name", choices=["anonymity"])
    parser.add_argument("--count", type=int, default=50_000, help="Fragen an den SAT-Löser, für jedes k")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=15, help="höchstens so lange für den SAT-Löser")
    chosen = parser.parse_args(arguments)
    from tests.campaigns.anonymity import run

    return run.campaign(chosen.count, chosen.seed, chosen.minutes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
