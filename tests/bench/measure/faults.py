"""Faults: runs that are killed, disks that are full, stores that are damaged; what is left of them.

    python tests/bench/measure/faults.py [--kills 200] [--disks 40] [--damages] [--folder DIR]

Prints, for each kind, how many times something that was ready was lost, a traceback was shown, no
message said what mends it, or what the message said didn't help. Without a model: vectors are
hashes.
Full disks are small tmpfs mounts, which need root; they are left out where that isn't allowed.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[3]), str(Path(__file__).resolve().parents[2])]

from bench.measure.store_damages import DAMAGES
from support import slow_indexing

PROGRAM = """
import sys
import assistant.stores
from index.embedding.hash_embedder import HashEmbedder
from index.limits import BatchSizes
import index.sync.sync as sync
assistant.stores.SentenceEmbedder = lambda *_: HashEmbedder()
sync._update_store.__defaults__ = (sync._update_store.__defaults__[0], BatchSizes(characters=3000))
sync.sync.__defaults__ = (*sync.sync.__defaults__[:-1], BatchSizes(characters=3000))
from assistant.cli import main
main(sys.argv[1:])
"""
UPLOAD = """
import shutil, sys
from pathlib import Path
from assistant import Assistant
from assistant.ui.uploads.stored_uploads import add_uploads
from index.embedding.hash_embedder import HashEmbedder
from index.errors import OnRecordError
from index.store.store import Store
from assistant.ui.uploads.upload_folder import upload_folder
assistant = Assistant(Store.open(Path(sys.argv[1]), HashEmbedder()))
place = upload_folder() / "given"
place.mkdir()
try:
    add_uploads(assistant, [shutil.copy(sys.argv[2], place)])
except OnRecordError as error:
    sys.exit(f"onrecord: {error}")
"""
QUESTION = "What did Ada Brandt say about the harbour?"
ROOT = Path(__file__).resolve().parents[3]


class Trial:
    """A store to do harm to, and what was found afterwards."""

    def __init__(self, folder: Path, original: Path) -> None:
        self.store = folder / "store"
        shutil.copytree(original, self.store)
        self.ready = ready_names(self.store)
        self.faults: list[str] = []

    def run(self, *arguments: object, code: str = PROGRAM) -> subprocess.CompletedProcess[str]:
        """Run a command on the store; notes a traceback."""
        result = subprocess.run(program(arguments, code), capture_output=True, text=True, cwd=ROOT)
        if "Traceback" in result.stderr:
            self.faults.append(f"traceback in {arguments[0]}: {result.stderr[-200:]}")
        return result

    def command(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """Run a command of `onrecord` on the store."""
        return self.run(*arguments, "--store", self.store)

    def expect_whole(self, removed: frozenset[str] = frozenset()) -> None:
        """Note what isn't as it was, or can't be asked, after a next run of `index`."""
        lost = self.ready - removed - ready_names(self.store)
        if lost:
            self.faults.append(f"lost {len(lost)}")
        checked = self.command("check-store")
        if checked.returncode:
            self.faults.append(f"check-store: {checked.stdout[-200:]}{checked.stderr[-200:]}")
        asked = self.command("ask", QUESTION, "--json")
        if asked.returncode or not json.loads(asked.stdout)["retrieved"]:
            self.faults.append(f"ask: {asked.stderr[-200:]}")

    def mend(self) -> None:
        """Do what `check-store` says until the store is whole; notes it if that takes two tries."""
        for attempt in range(2):
            checked = self.command("check-store")
            if checked.returncode == 0:
                return
            if "onrecord index --rebuild" not in checked.stdout + checked.stderr:
                break
            if attempt:
                self.faults.append("needed two rebuilds")
            self.command("index", "--rebuild")
        if self.command("check-store").returncode:
            self.faults.append("what it said didn't mend it")


def program(arguments: Sequence[object], code: str = PROGRAM) -> list[str]:
    return [sys.executable, "-c", code, *map(str, arguments)]


def ready_names(store: Path) -> frozenset[str]:
    """Names of the documents that can be read."""
    with closing(sqlite3.connect(f"file:{store}/catalogue.sqlite?mode=ro", uri=True)) as file:
        return frozenset(row[0] for row in file.execute(
            "SELECT name FROM documents WHERE state = 'ready'"))  # fmt: skip


def kill_at_random(trial: Trial, chance: random.Random, more: Path, work: Path) -> str:
    """Kill one run at a random moment, run it again, and look."""
    kinds: dict[str, tuple[object, ...]] = {
        "index": ("index", more, "--store", trial.store),
        "rebuild": ("index", "--rebuild", "--store", trial.store),
        "remove": ("remove", "001.txt", "--store", trial.store),
        "ask": ("ask", QUESTION, "--conversation", "talk", "--store", trial.store),
        "backup": ("backup", work / "saved.zip", "--store", trial.store),
    }
    kind = chance.choice(list(kinds))
    process = subprocess.Popen(
        program(kinds[kind]), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    )
    with suppress(subprocess.TimeoutExpired):
        process.wait(chance.uniform(0.1, 6))
    process.kill()
    _, errors = process.communicate()
    if "Traceback" in errors:
        trial.faults.append(f"traceback in {kind}: {errors[-200:]}")
    removed = frozenset({"001.txt"}) if kind == "remove" else frozenset()
    lost = trial.ready - removed - ready_names(trial.store)
    if lost:
        trial.faults.append(f"lost {len(lost)} at the kill")
    if kind == "backup" and (work / "saved.zip").exists():
        restored = trial.run("restore", work / "saved.zip", work / "again")
        if restored.returncode:
            trial.faults.append(f"half a backup: {restored.stderr[-200:]}")
    again = trial.run(*kinds[kind]) if kind != "backup" else trial.command("list")
    if again.returncode not in (0, 1):
        trial.faults.append(f"{kind} again: {again.stderr[-200:]}")
    trial.expect_whole(removed)
    return kind


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[None]:
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
    subprocess.run(["mount", *options], check=True, capture_output=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill_disk(trial_of: Callable[[Path], Trial], chance: random.Random, more: Path, work: Path):
    """Work on a disk that is full, or becomes full; then make room and look."""
    disk = work / "disk"
    with small_disk(disk, 60_000):
        trial = trial_of(disk)
        kind = chance.choice(["index", "ask", "conversation", "upload", "backup"])
        free = shutil.disk_usage(disk).free
        left = 0 if kind in ("ask", "conversation") else chance.randrange(0, 900_000)
        with suppress(OSError), (disk / "filling").open("wb", buffering=0) as filling:
            for _ in range(max(0, free - left) // 4096 + 1):
                filling.write(bytes(4096))
        if kind == "index":
            result = trial.command("index", more)
        elif kind == "upload":
            result = trial.run(trial.store, next(more.iterdir()), code=UPLOAD)
        elif kind == "backup":
            result = trial.run("backup", disk / "saved.zip", "--store", trial.store)
        else:
            name = ("--conversation", "talk") if kind == "conversation" else ()
            result = trial.command("ask", QUESTION, "--json", *name)
            if not result.stdout:
                trial.faults.append(f"no answer on a full disk: {result.stderr[-200:]}")
        said = result.stderr.lower()
        if result.returncode and "space" not in said and "could not be kept" not in said:
            trial.faults.append(f"{kind}: no word of the disk: {result.stderr[-200:]}")
        listed = trial.command("list")
        if len(listed.stdout.splitlines()) < len(trial.ready):
            trial.faults.append("lost on a full disk")
        (disk / "filling").unlink()
        again = trial.command("index", more)
        if again.returncode:
            trial.faults.append(f"index with room again: {again.stderr[-200:]}")
        trial.expect_whole()
    return kind, trial


def damage_store(trial: Trial, damage: Callable[[Path], object]) -> None:
    """Damage a store, see what commands say, do it, and look."""
    damage(trial.store)
    for command in (("list",), ("ask", QUESTION), ("statements",), ("check-store",)):
        result = trial.command(*command)
        if result.returncode == 3 and "onrecord" not in result.stderr + result.stdout[10:]:
            trial.faults.append(f"{command[0]} doesn't say what to do: {result.stderr[-200:]}")
        if "delete the folder" in result.stderr:
            trial.faults.append("tells to delete the folder")


def report(title: str, kinds: Counter[str], faults: Sequence[str], seconds: float) -> None:
    print(f"{title}: {sum(kinds.values())} ({', '.join(f'{n} {k}' for k, n in kinds.items())}), "
          f"{len(faults)} faults, {seconds:.0f} s", flush=True)  # fmt: skip
    for fault in faults:
        print(f"    {fault}")


def main() -> None:
    """Do the harm that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--disks", type=int, default=0)
    parser.add_argument("--damages", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=None)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory(dir=options.folder) as made:
        base = Path(made)
        few, more, original = base / "few", base / "more", base / "original"
        slow_indexing.make_documents(few, 12)
        slow_indexing.make_documents(more, 30, seed=9)
        for path in list(more.iterdir()):
            path.rename(path.with_name(f"more{path.name}"))
        subprocess.run(program(("index", few, "--store", original)), check=True, cwd=ROOT)
        ask = ("ask", QUESTION, "--conversation", "talk", "--store", original)
        subprocess.run(program(ask), check=True, cwd=ROOT, capture_output=True)
        saved = base / "saved.zip"
        subprocess.run(program(("backup", saved, "--store", original)), check=True, cwd=ROOT)
        _run_all(options, chance, base, more, original, saved)


def _run_all(
    options: argparse.Namespace,
    chance: random.Random,
    base: Path,
    more: Path,
    original: Path,
    saved: Path,
) -> None:
    began, kinds, faults = time.monotonic(), Counter[str](), []
    for number in range(options.kills):
        work = base / f"kill{number}"
        work.mkdir()
        trial = Trial(work, original)
        kinds[kill_at_random(trial, chance, more, work)] += 1
        faults += trial.faults
        shutil.rmtree(work)
    report("kills", kinds, faults, time.monotonic() - began)
    began, kinds, faults = time.monotonic(), Counter(), []
    for number in range(options.disks):
        work = base / f"disk{number}"
        work.mkdir()
        kind, trial = fill_disk(lambda disk: Trial(disk, original), chance, more, work)
        kinds[kind] += 1
        faults += [f"{kind}: {fault}" for fault in trial.faults]
        shutil.rmtree(work)
    report("full disks", kinds, faults, time.monotonic() - began)
    began, kinds, faults = time.monotonic(), Counter(), []
    for name, (damage, way_out) in DAMAGES.items() if options.damages else ():
        work = base / "damaged"
        work.mkdir()
        trial = Trial(work, original)
        damage_store(trial, damage)
        if way_out == "rebuild":
            trial.mend()
        elif way_out == "restore":
            trial.run("restore", saved, trial.store, "--replace")
        trial.expect_whole()
        kinds[way_out] += 1
        faults += [f"{name}: {fault}" for fault in trial.faults]
        shutil.rmtree(work)
    report("damaged stores", kinds, faults, time.monotonic() - began)


if __name__ == "__main__":
    main()
