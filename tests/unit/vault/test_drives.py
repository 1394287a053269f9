"""Sticks, cards and network shares are told from the computer's own disk."""

from pathlib import Path

import pytest

from lotsenbuch.vault.drives import DriveKind, Drives, LinuxDrives, LocalDrives, WindowsDrives, system_drives


class Machine:
    """A mount table and a device tree, as Linux shows them."""

    def __init__(self, folder: Path) -> None:
        self.devices = folder / "dev" / "block"
        self.devices.mkdir(parents=True)
        self.mounts = folder / "mountinfo"
        self._lines: list[str] = []
        self._folder = folder

    def mount(self, point: Path | str, device: str = "8:1", filesystem: str = "ext4") -> None:
        escaped = str(point).replace(" ", "\\040")
        self._lines.append(f"36 35 {device} / {escaped} rw,noatime shared:1 - {filesystem} /dev/x rw\n")
        self.mounts.write_text("".join(self._lines), encoding="utf-8")

    def device(self, number: str, place: str, *, removable: str | None = None) -> Path:
        real = self._folder / "devices" / place
        real.mkdir(parents=True)
        if removable is not None:
            (real.parent / "removable").write_text(removable + "\n")
        (self.devices / number).symlink_to(real)
        return real

    def kind(self, path: Path) -> DriveKind:
        return LinuxDrives(str(self.mounts), str(self.devices)).kind(path)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path / "machine")
    machine.mount("/")
    machine.device("8:1", "pci0000:00/ata1/host0/block/sda/sda1", removable="0")
    return machine


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / "mein stick"
    place.mkdir()
    return place


def test_the_computers_own_disk_is_local(machine: Machine, place: Path) -> None:
    assert machine.kind(place) is DriveKind.LOCAL


@pytest.mark.parametrize("filesystem", ["nfs4", "cifs", "smb3", "fuse.sshfs"])
def test_a_share_is_a_network_drive(machine: Machine, place: Path, filesystem: str) -> None:
    machine.mount(place, "0:55", filesystem)

    assert machine.kind(place) is DriveKind.NETWORK
    assert machine.kind(place / "tiefer" / "tresor") is DriveKind.NETWORK
    assert machine.kind(place.parent) is DriveKind.LOCAL


def test_a_stick_is_removable_by_its_bus_even_where_it_denies_it(machine: Machine, place: Path) -> None:
    machine.device("8:17", "pci0000:00/usb2/2-1/host6/block/sdb/sdb1", removable="0")
    machine.mount(place, "8:17", "ext4")

    assert machine.kind(place) is DriveKind.REMOVABLE


def test_a_drive_that_says_so_is_removable(machine: Machine, place: Path) -> None:
    machine.device("8:33", "pci0000:00/ata3/block/sdc/sdc1", removable="1")
    machine.mount(place, "8:33", "vfat")

    assert machine.kind(place) is DriveKind.REMOVABLE


def test_an_encrypted_stick_is_still_a_stick(machine: Machine, place: Path) -> None:
    stick = machine.device("8:17", "pci0000:00/usb2/2-1/block/sdb/sdb1")
    (stick / "dev").write_text("8:17\n")
    mapped = machine.device("253:3", "virtual/block/dm-3")
    (mapped / "slaves").mkdir()
    (mapped / "slaves" / "sdb1").symlink_to(stick)
    machine.mount(place, "253:3", "ext4")

    assert machine.kind(place) is DriveKind.REMOVABLE


@pytest.mark.parametrize(("card", "kind"), [("SD", DriveKind.REMOVABLE), ("MMC", DriveKind.LOCAL)])
def test_a_memory_card_is_told_from_soldered_memory(
    machine: Machine, place: Path, card: str, kind: DriveKind
) -> None:
    real = machine.device("179:1", "pci0000:00/mmc_host/mmc0/mmc0:0001/block/mmcblk0/mmcblk0p1")
    (real.parents[2] / "type").write_text(card + "\n")
    machine.mount(place, "179:1", "ext4")

    assert machine.kind(place) is kind


def test_the_innermost_mount_counts(machine: Machine, place: Path) -> None:
    machine.mount(place, "0:55", "nfs4")
    inner = place / "innen"
    inner.mkdir()
    machine.mount(inner, "8:1", "ext4")

    assert machine.kind(inner) is DriveKind.LOCAL
    assert machine.kind(place) is DriveKind.NETWORK


def test_what_cannot_be_found_out_counts_as_local(tmp_path: Path, place: Path) -> None:
    nowhere = LinuxDrives(str(tmp_path / "none"), str(tmp_path / "none"))
    (tmp_path / "strange").write_bytes(b"\xff\xfe\n\n1 2 3\n - \n")

    assert nowhere.kind(place) is DriveKind.LOCAL
    assert LinuxDrives(str(tmp_path / "strange"), str(tmp_path / "none")).kind(place) is DriveKind.LOCAL


@pytest.mark.parametrize("adapter", [LinuxDrives, WindowsDrives, LocalDrives, system_drives])
def test_every_adapter_answers_for_an_existing_folder(adapter: type[Drives], tmp_path: Path) -> None:
    assert adapter().kind(tmp_path) is DriveKind.LOCAL
