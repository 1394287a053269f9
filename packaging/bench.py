"""Comparisons that anyone can repeat: `bench NAME [--seeds N] [--pilots N]`."""

import argparse
import sys


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py bench", description="Vergleich mit anderen Verfahren.")
    parser.add_argument("name", choices=["anonymity"])
    parser.add_argument("--seeds", type=int, default=6, help="so viele Teams")
    parser.add_argument("--pilots", type=int, default=40, help="Lots*innen in einem Team")
    chosen = parser.parse_args(arguments)
    from tests.campaigns.anonymity import comparison

    return comparison.compare(range(1, chosen.seeds + 1), chosen.pilots)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
