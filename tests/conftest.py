"""What all tests share: no network, no settings from outside, small corpora."""

from __future__ import annotations

import importlib
import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings
from support import network_blocker

from index.embedding.hash_embedder import HashEmbedder
from index.store.store import Store
from index.sync.sync import sync

ROOT = Path(__file__).resolve().parents[1]
_package_numbers = itertools.count()

# Before any of the packages that read them is imported.
os.environ["HF_HUB_OFFLINE"] = "1"
# No certificates: all that is asked is on this machine and without TLS, and to read those of the
# system takes each client that is made longer than its request.
os.environ.pop("SSL_CERT_FILE", None)
os.environ["SSL_CERT_DIR"] = os.devnull
for _name in [name for name in os.environ if name.startswith("ONRECORD_") and name.isupper()]:
    if _name != "ONRECORD_KILLS":
        del os.environ[_name]


# How long an example takes says how busy the machine is; what must stay quick has its own tests.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    network_blocker.block()
    yield
    network_blocker.unblock()


@pytest.fixture(autouse=True)
def outside_calls(_no_network: None) -> Iterator[list[str]]:
    """What the test tried to reach beyond this machine; it fails if anything is left in it."""
    network_blocker.ATTEMPTS.clear()
    yield network_blocker.ATTEMPTS
    if network_blocker.ATTEMPTS:
        tried = ", ".join(network_blocker.ATTEMPTS)
        network_blocker.ATTEMPTS.clear()
        pytest.fail(f"tried to leave this machine: {tried}")


@pytest.fixture(scope="module")
def remembered_models() -> Iterator[None]:
    """For tests of a module that are not about models: these read the same words once."""
    from support.remembered_models import remembering

    with remembering():
        yield


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder with the article that comes with On Record."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The data that is kept beside the repository."""
    folder = ROOT.parent / "shared"
    if not (folder / "data").is_dir():
        pytest.skip(f"needs the data in {folder}, which is not part of the repository")
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Callable[..., Path]:
    """Makes a folder of text files: `corpus({"a.txt": "He said so."})`."""

    def make(texts: dict[str, str | bytes], folder: str = "documents") -> Path:
        for name, text in texts.items():
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)
        (tmp_path / folder).mkdir(exist_ok=True)
        return tmp_path / folder

    return make


@pytest.fixture
def hash_store(tmp_path: Path, seeds: Path) -> Iterator[Store]:
    """A store over the seeds, without a model."""
    store = Store.create(tmp_path / "store", HashEmbedder())
    sync(store, [seeds])
    yield store
    store.close()


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., ModuleType]:
    """Makes a package of plug-ins from the source text of its modules, given by their names."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def make(**modules: str) -> ModuleType:
        name = f"plug_ins_{next(_package_numbers)}"
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
        for module, source in modules.items():
            (tmp_path / name / f"{module}.py").write_text(source)
        importlib.invalidate_caches()
        return importlib.import_module(name)

    return make
