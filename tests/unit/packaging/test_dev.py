"""The bootstrap: what makes an environment count as ready, and the sentence for each thing that goes wrong."""

import ast
import errno
import os
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

import environment
import failures
import lockfiles
import system
import verbs
from tests.ordinary import OrdinaryUser

DEV = Path(environment.__file__).with_name("dev.py")
BOTH = (environment.RUN_LOCK, environment.DEV_LOCK)


class Version(NamedTuple):
    major: int
    minor: int
    micro: int


class Machine:
    """Stands in for venv and pip: makes the interpreter's file, and fails where a test says so."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.calls: list[Sequence[str]] = []
        self.failing: dict[str, str] = {}
        self.before_pip: Callable[[], None] = lambda: None

    def __call__(self, command: Sequence[str]) -> tuple[int, str]:
        self.calls.append(command)
        step = command[2]
        if step == "pip":
            self.before_pip()
        if step in self.failing:
            return 1, self.failing[step]
        if step == "venv":
            python = environment.python_of(self.root / ".venv")
            python.parent.mkdir(parents=True)
            python.touch()
        return 0, ""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / environment.RUN_LOCK).write_text("a==1\n", encoding="utf-8")
    (tmp_path / environment.DEV_LOCK).write_text("a==1\nb==2\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def machine(checkout: Path) -> Machine:
    return Machine(checkout)


def test_a_built_environment_is_ready(checkout: Path, machine: Machine) -> None:
    assert not environment.is_ready(checkout, [environment.RUN_LOCK])
    environment.build(checkout, [environment.RUN_LOCK], machine)
    assert environment.is_ready(checkout, [environment.RUN_LOCK])
    assert not environment.is_ready(checkout, BOTH)


def test_an_environment_for_tests_also_runs_the_program(checkout: Path, machine: Machine) -> None:
    environment.build(checkout, BOTH, machine)
    assert environment.is_ready(checkout, BOTH)
    assert environment.is_ready(checkout, [environment.RUN_LOCK])
    assert str(checkout / environment.DEV_LOCK) in machine.calls[-1]


def test_pip_accepts_hashed_wheels_alone(checkout: Path, machine: Machine) -> None:
    environment.build(checkout, [environment.RUN_LOCK], machine)
    pip = machine.calls[-1]
    assert pip[0] == str(environment.python_of(checkout / ".venv"))
    assert {"--require-hashes", "--only-binary", "--disable-pip-version-check"} <= set(pip)
    assert pip[pip.index("--only-binary") + 1] == ":all:"


@pytest.mark.parametrize("change", ["lock", "python", "interpreter", "stamp"])
def test_an_environment_that_no_longer_fits_is_not_ready(
    checkout: Path, machine: Machine, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.build(checkout, [environment.RUN_LOCK], machine)
    stamp = checkout / ".venv" / environment.STAMP
    if change == "lock":
        (checkout / environment.RUN_LOCK).write_text("a==2\n", encoding="utf-8")
    elif change == "python":
        text = stamp.read_text(encoding="utf-8")
        stamp.write_text(text.replace(str(sys.implementation.cache_tag), "cpython-399"), encoding="utf-8")
    elif change == "interpreter":
        environment.python_of(checkout / ".venv").unlink()
    else:
        stamp.write_bytes(b"\xff\xfe broken")
    assert not environment.is_ready(checkout, [environment.RUN_LOCK])


def test_the_stamp_is_written_after_everything_else(checkout: Path, machine: Machine) -> None:
    seen: list[bool] = []
    machine.before_pip = lambda: seen.append((checkout / ".venv" / environment.STAMP).exists())
    environment.build(checkout, [environment.RUN_LOCK], machine)
    assert seen == [False]


def test_a_cut_off_installation_does_not_count_and_is_made_again(checkout: Path, machine: Machine) -> None:
    half = checkout / ".venv" / "lib" / "half.py"
    half.parent.mkdir(parents=True)
    half.touch()
    assert not environment.is_ready(checkout, [environment.RUN_LOCK])
    environment.build(checkout, [environment.RUN_LOCK], machine)
    assert not half.exists()
    assert environment.is_ready(checkout, [environment.RUN_LOCK])


def test_an_interrupted_build_leaves_nothing_that_counts(checkout: Path, machine: Machine) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    machine.before_pip = interrupt
    with pytest.raises(KeyboardInterrupt):
        environment.build(checkout, [environment.RUN_LOCK], machine)
    assert not (checkout / ".venv").exists()


def test_a_renewal_that_fails_brings_the_old_environment_back(checkout: Path, machine: Machine) -> None:
    environment.build(checkout, [environment.RUN_LOCK], machine)
    before = (checkout / ".venv" / environment.STAMP).read_text(encoding="utf-8")
    (checkout / environment.RUN_LOCK).write_text("a==2\n", encoding="utf-8")
    machine.failing["pip"] = "NewConnectionError: Temporary failure in name resolution"
    with pytest.raises(failures.SetupError):
        environment.build(checkout, [environment.RUN_LOCK], machine)
    assert (checkout / ".venv" / environment.STAMP).read_text(encoding="utf-8") == before
    assert not (checkout / ".venv.old").exists()


def test_a_renewal_that_works_leaves_one_environment(checkout: Path, machine: Machine) -> None:
    environment.build(checkout, [environment.RUN_LOCK], machine)
    (checkout / environment.RUN_LOCK).write_text("a==2\n", encoding="utf-8")
    environment.build(checkout, [environment.RUN_LOCK], machine)
    assert environment.is_ready(checkout, [environment.RUN_LOCK])
    assert not (checkout / ".venv.old").exists()


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("ERROR: Could not install packages: [Errno 28] No space left on device", failures.NO_DISK),
        ("ERROR: [Errno 13] Permission denied: 'x'", failures.NO_RIGHTS),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", failures.WRONG_HASH),
        (
            "Retrying after connection broken by 'NewConnectionError()'\nNo matching distribution found",
            failures.NO_INDEX,
        ),
        ("ERROR: No matching distribution found for a==1", failures.NO_PACKAGE),
        ("ensurepip is not available", failures.NO_VENV),
        ("something else", failures.UNKNOWN),
    ],
)
def test_a_failure_of_pip_has_its_sentence(
    checkout: Path, machine: Machine, output: str, sentence: str
) -> None:
    machine.failing["pip"] = output
    with pytest.raises(failures.SetupError) as caught:
        environment.build(checkout, [environment.RUN_LOCK], machine)
    assert str(caught.value) == sentence.format(folder=checkout, log=checkout / environment.LOG)
    assert not (checkout / ".venv").exists()
    if sentence != failures.NO_VENV:
        assert (checkout / environment.LOG).read_text(encoding="utf-8") == output


def test_a_full_disk_of_which_nobody_speaks_is_named_all_the_same() -> None:
    said = failures.sentence_for_output("Error: exit status 1.", folder="x", log="y", free_bytes=1000)
    assert said == failures.NO_DISK.format(folder="x")


def test_a_folder_without_rights_has_its_sentence(as_ordinary_user: OrdinaryUser) -> None:
    folder = as_ordinary_user.folder
    (folder / environment.RUN_LOCK).write_text("a==1\n", encoding="utf-8")
    folder.chmod(0o500)
    with pytest.raises(failures.SetupError) as caught:
        as_ordinary_user.run(environment.build, folder, [environment.RUN_LOCK])
    assert str(caught.value) == failures.NO_RIGHTS.format(folder=folder)


def test_a_full_disk_has_its_sentence(
    checkout: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(failures.SetupError, match="Speicherplatz"):
        environment.build(checkout, [environment.RUN_LOCK], machine)


def test_another_failure_of_the_system_is_not_hidden(
    checkout: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "mkdir", broken)
    with pytest.raises(OSError, match="Input/output"):
        environment.build(checkout, [environment.RUN_LOCK], machine)


def test_an_old_python_gets_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", Version(3, 9, 2))
    with pytest.raises(SystemExit) as caught:
        runpy.run_path(str(DEV))
    assert str(caught.value.code).startswith("Lotsenbuch braucht Python 3.11 oder neuer, hier ist Python 3.9.")


def test_the_entry_can_be_read_by_old_pythons() -> None:
    source = DEV.read_bytes()
    assert source.isascii()
    tree = ast.parse(source, feature_version=(3, 4))
    kinds = (ast.FunctionDef, ast.AnnAssign, ast.JoinedStr, ast.NamedExpr)
    assert not [node for node in ast.walk(tree) if isinstance(node, kinds)]


def test_an_unknown_verb_is_answered_with_all_verbs(capsys: pytest.CaptureFixture[str]) -> None:
    assert verbs.main(["fly"]) == 2
    said = capsys.readouterr()
    assert all(verb in said.err for verb in ("run", "test", "lock"))
    assert said.out == ""
    assert verbs.main(["help"]) == 0


def test_a_failed_set_up_is_one_sentence_and_exit_code_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*locks: str) -> None:
        raise failures.SetupError(failures.NO_INDEX)

    monkeypatch.setattr(verbs, "prepare", refuse)
    assert verbs.main(["run", "demo", "out"]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", failures.NO_INDEX + "\n")


def test_an_interruption_is_said_and_answered_as_shells_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*locks: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(verbs, "prepare", interrupt)
    assert verbs.main(["test"]) == 130
    assert capsys.readouterr().err == failures.INTERRUPTED + "\n"


def test_a_ready_environment_costs_no_second_look_at_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("asked although everything is ready")

    monkeypatch.setattr(environment, "is_ready", lambda root, locks: True)
    monkeypatch.setattr(environment, "build", never)
    monkeypatch.setattr(system, "missing_for_program", never)
    verbs.prepare(environment.RUN_LOCK)


@pytest.mark.skipif(os.name != "posix", reason="exec is POSIX")
def test_the_program_takes_over_with_its_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(verbs, "prepare", lambda *locks: None)
    monkeypatch.setattr(os, "execv", lambda path, arguments: started.append((path, arguments)))
    monkeypatch.setattr(subprocess, "call", lambda command: 0)
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    verbs.run(["demo", "out"])
    python = str(verbs.VENV_PYTHON)
    assert started == [(python, [python, "-P", "-m", "lotsenbuch", "demo", "out"])]
    assert os.environ["PYTHONPATH"] == os.pathsep.join([str(verbs.ROOT), "elsewhere"])


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The commands that `test` starts; a command whose module is in `failing_module` answers 3."""
    commands: list[tuple[str, ...]] = []

    def call(command: Sequence[str], cwd: Path) -> int:
        commands.append(tuple(command[1:]))
        return 3 if os.environ.get("FAILING") in command else 0

    monkeypatch.setattr(verbs, "prepare", lambda *locks: None)
    monkeypatch.setattr(system, "missing_for_tests", list)
    monkeypatch.setattr(subprocess, "call", call)
    return commands


def test_test_is_every_check_and_ends_with_pytest(called: list[tuple[str, ...]]) -> None:
    assert verbs.main(["test"]) == 0
    assert [command[1] for command in called] == ["ruff", "mypy", "pytest"]
    assert called[-1] == ("-m", "pytest")


def test_test_with_arguments_is_pytest(called: list[tuple[str, ...]]) -> None:
    assert verbs.main(["test", "tests/unit", "-x"]) == 0
    assert called == [("-m", "pytest", "tests/unit", "-x")]


@pytest.mark.parametrize("check", ["ruff", "mypy", "pytest"])
def test_a_failed_check_is_a_failed_test(
    called: list[tuple[str, ...]], check: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAILING", check)
    assert verbs.main(["test"]) == 3
    assert called[-1][1] == check


def test_missing_rights_to_install_give_the_line_to_paste(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(failures.SetupError) as caught:
        system.bring(["qpdf", "libegl1"], required=True)
    line = "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 qpdf"
    assert str(caught.value).splitlines()[1:] == [line]


def test_a_missing_tool_of_the_tests_is_a_hint_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    system.bring(["qpdf"], required=False)
    assert "apt-get install -y --no-install-recommends qpdf" in capsys.readouterr().err


@pytest.mark.parametrize("works", [True, False])
def test_root_installs_and_says_when_that_fails(monkeypatch: pytest.MonkeyPatch, works: bool) -> None:
    commands: list[Sequence[str]] = []

    def apt(command: Sequence[str], **_: object) -> "subprocess.CompletedProcess[str]":
        commands.append(command)
        return subprocess.CompletedProcess(list(command), 0 if works or "update" in command else 100)

    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(subprocess, "run", apt)
    monkeypatch.setattr(sys, "stderr", sys.__stderr__)
    if works:
        system.bring(["qpdf"], required=True)
    else:
        with pytest.raises(failures.SetupError, match="sudo apt-get update"):
            system.bring(["qpdf"], required=True)
    assert [command[1] for command in commands] == ["update", "install"]


def test_a_python_without_venv_asks_for_the_package_or_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "venv_is_there", lambda: False)
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    assert system.missing_for_program()[0] == package
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(failures.SetupError, match="venv und ensurepip"):
        system.bring([package], required=True)
    system.bring(["qpdf"], required=False)


def test_a_library_is_found_where_systems_keep_it(tmp_path: Path) -> None:
    folder = tmp_path / "usr" / "lib" / "x86_64-linux-gnu"
    folder.mkdir(parents=True)
    assert not system.library_is_there("libEGL.so.1", tmp_path)
    (folder / "libEGL.so.1").touch()
    assert system.library_is_there("libEGL.so.1", tmp_path)


def test_the_lock_asks_where_pip_asks() -> None:
    settings = (
        "global.index-url='https://packages.example/simple'\n"
        "global.extra-index-url='file:///a/simple file:///b/simple'\n"
        ":env:.find-links='/wheels'\nglobal.find-links='/wheels'\nglobal.timeout='5'\n"
    )
    found = lockfiles.uv_surroundings(settings, {"UV_DEFAULT_INDEX": "set by hand"})
    assert found == {
        "UV_INDEX": "file:///a/simple file:///b/simple",
        "UV_FIND_LINKS": "/wheels",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
    }
    assert lockfiles.uv_surroundings("global.timeout='5'\n", {}) == {}


def test_a_lock_with_an_address_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in BOTH:
        (tmp_path / name).write_text("-i https://packages.example/simple\na==1\n", encoding="utf-8")
    monkeypatch.setattr(subprocess, "call", lambda command, **_: 0)
    with pytest.raises(failures.SetupError, match="requirements"):
        lockfiles.renew(tmp_path, Path(sys.executable), [])
