"""The verbs of the bootstrap. A new one is a function and a line in VERBS."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import environment
import system
from failures import INTERRUPTED, SetupError

ROOT = Path(__file__).resolve().parent.parent
VENV_PYTHON = environment.python_of(ROOT / ".venv")

ANONYMITY = ".venv-anonymity"  # its packages are bound to other versions than the program's

# Verbs that are a script of their own beside this file, offered where the script exists.
SCRIPTS: dict[str, str] = {
    "catalogues": "sammelt die Texte und übersetzt die Kataloge neu (--check: prüft nur)",
    "screenshots": "macht die Bilder der README neu",
}

CHECKS: tuple[tuple[str, ...], ...] = (
    ("-m", "ruff", "check", "."),
    ("-m", "mypy", "--strict", "lotsenbuch", "tests", "packaging"),
)


def prepare(*locks: str) -> None:
    """Makes `.venv` ready for these locks; costs a look at the stamp when it already is."""
    if environment.is_ready(ROOT, locks):
        return
    system.bring(system.missing_for_program(), required=True)
    environment.build(ROOT, locks)


def run(arguments: Sequence[str]) -> int:
    """Starts the program in place of this process; its exit code is ours."""
    prepare(environment.RUN_LOCK)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    # -P: a file of the folder in which somebody happens to stand must not pass for a module of ours.
    command = [str(VENV_PYTHON), "-P", "-m", "lotsenbuch", *arguments]
    if os.name == "posix":
        sys.stdout.flush()
        os.execv(command[0], command)
    return subprocess.call(command)


def test(arguments: Sequence[str]) -> int:
    """Every check; with arguments it is pytest with these arguments."""
    prepare(environment.RUN_LOCK, environment.DEV_LOCK)
    system.bring(system.missing_for_tests(), required=False)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not arguments:
        for check in CHECKS:
            code = _call(*check)
            if code:
                return code
    return _call("-m", "pytest", *arguments)


def lock(arguments: Sequence[str]) -> int:
    """Renews the lock files; `--upgrade` also raises what still fits."""
    prepare(environment.RUN_LOCK, environment.DEV_LOCK)
    import lockfiles

    return lockfiles.renew(ROOT, VENV_PYTHON, arguments)


def script(name: str) -> Callable[[Sequence[str]], int]:
    """The verb that runs a script of this folder inside the environment."""

    def verb(arguments: Sequence[str]) -> int:
        prepare(environment.RUN_LOCK)
        path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
        os.environ["PYTHONPATH"] = path
        return _call(str(Path(__file__).with_name(f"{name}.py")), *arguments)

    return verb


def attack(name: str) -> Callable[[Sequence[str]], int]:
    """The verb that runs a script of this folder in the environment of the attackers."""

    def verb(arguments: Sequence[str]) -> int:
        locks = (environment.ANONYMITY_LOCK,)
        if not environment.is_ready(ROOT, locks, ANONYMITY):
            environment.build(ROOT, locks, name=ANONYMITY)
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
        sys.stdout.flush()
        python = str(environment.python_of(ROOT / ANONYMITY))
        return subprocess.call([python, str(Path(__file__).with_name(f"{name}.py")), *arguments], cwd=ROOT)

    return verb


VERBS: dict[str, tuple[Callable[[Sequence[str]], int], str]] = {
    "run": (run, "richtet alles ein und startet das Programm mit diesen Argumenten"),
    "test": (test, "richtet alles ein und prüft alles; mit Argumenten: pytest mit diesen Argumenten"),
    "lock": (lock, "schreibt die Dateien requirements*.lock.txt neu (--upgrade: hebt die Versionen)"),
    "campaign": (attack("campaign"), "große Läufe der Angriffe, etwa: campaign anonymity"),
    "bench": (attack("bench"), "Vergleich mit anderen Verfahren, etwa: bench anonymity"),
}


def offered() -> dict[str, tuple[Callable[[Sequence[str]], int], str]]:
    """All verbs of this checkout."""
    here = Path(__file__).parent
    present = {name for name in SCRIPTS if (here / f"{name}.py").exists()}
    return VERBS | {name: (script(name), SCRIPTS[name]) for name in sorted(present)}


def main(arguments: Sequence[str]) -> int:
    """Exit code of the verb; 1 with one sentence when the set-up fails, 2 for an unknown verb."""
    verbs = offered()
    if not arguments or arguments[0] not in verbs:
        usage = "\n".join(f"  {name:12} {text}" for name, (_, text) in verbs.items())
        asked = bool(arguments) and arguments[0] in {"help", "--help", "-h"}
        print(f"Aufruf: dev.py VERB [Argumente]\n{usage}", file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    try:
        return verbs[arguments[0]][0](arguments[1:])
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(INTERRUPTED, file=sys.stderr)
        return 130


def _call(*arguments: str) -> int:
    sys.stdout.flush()
    return subprocess.call([str(VENV_PYTHON), *arguments], cwd=ROOT)
