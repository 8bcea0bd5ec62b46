"""A store that is not the one that was written is never opened, however it came to be."""

import os
import subprocess
import sys
from zlib import crc32

import pytest

from taobao_kg.engines.embedded import EmbeddedEngine
from taobao_kg.engines.seal import VERSION, is_whole, read_seal, verify_seal, write_seal
from taobao_kg.engines.writing import write_store
from taobao_kg.errors import TaobaoKgError

NAMED = "<urn:a> <urn:p> <urn:b> <urn:g> .\n"


@pytest.fixture
def store(tmp_path):
    record = tmp_path / "graph.nq"
    record.write_text(NAMED, encoding="utf-8")
    path = tmp_path / "store"
    write_store(path, b'<urn:a> <urn:p> "x" .\n' * 2, record)
    return path


def test_a_seal_counts_quads_and_names_files(store):
    seal = read_seal(store)
    assert seal.quads == 2
    assert seal == verify_seal(store)
    assert {"CURRENT"} < seal.files.keys()
    assert [*seal.files] == sorted(seal.files)
    assert not any(name.startswith("LO") for name in seal.files)


def cut(path):
    path.write_bytes(path.read_bytes()[:-1])


def empty(path):
    path.write_bytes(b"")


def flip(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def remove(path):
    path.unlink()


@pytest.mark.parametrize("damage", [cut, empty, flip, remove])
@pytest.mark.parametrize("name", ["MANIFEST-*", "CURRENT", "IDENTITY", "../store.seal"])
def test_damage_to_a_short_file_is_told_at_opening(store, name, damage):
    damage(next(store.glob(name)))
    assert not is_whole(store)
    with pytest.raises(TaobaoKgError, match="run 'taobao-kg build --force'") as caught:
        EmbeddedEngine(store)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("damage", [cut, empty, remove])
def test_damage_to_the_size_of_a_data_file_is_told_at_opening(store, damage):
    damage(next(store.glob("*.sst")))
    with pytest.raises(TaobaoKgError, match=r"\.sst: the stored graph is damaged"):
        EmbeddedEngine(store)


def test_a_flipped_bit_in_any_file_is_found_by_reading_all(store):
    files = [path for path in store.iterdir() if not path.name.startswith("LO")]
    assert len(files) > 4
    for path in files:
        content = path.read_bytes()
        if content:
            flip(path)
            with pytest.raises(TaobaoKgError, match=f"{path.name}: the stored graph is damaged"):
                verify_seal(store)
            path.write_bytes(content)
    verify_seal(store)


def test_a_file_that_was_not_there_is_told(store):
    (store / "000099.sst").write_bytes(b"")
    with pytest.raises(TaobaoKgError, match=r"000099\.sst: the stored graph is damaged"):
        read_seal(store)


def test_what_the_engine_notes_for_itself_is_no_damage(store):
    (store / "LOG").write_text("opened again", encoding="utf-8")
    for _ in range(3):
        EmbeddedEngine(store)
    verify_seal(store)


@pytest.mark.parametrize(
    ("version", "told"), [(VERSION + 1, "a newer version"), (VERSION - 1, "an older version")]
)
def test_another_version_is_told_with_the_way_out(store, version, told):
    seal = store.with_name("store.seal")
    _, _, rest = seal.read_text(encoding="ascii").partition("\n")
    text = f"taobao-kg seal {version}\n{rest}".rpartition("end ")[0]
    seal.write_text(f"{text}end {crc32(text.encode()):08x}\n", encoding="ascii")
    with pytest.raises(TaobaoKgError, match=f"made by {told} .* build --force"):
        EmbeddedEngine(store)


def test_a_store_of_before_there_were_seals_is_told(store):
    store.with_name("store.seal").rename(store.with_name("store.sizes"))
    with pytest.raises(TaobaoKgError, match="half-written, or made by an older version"):
        EmbeddedEngine(store)


@pytest.mark.parametrize("text", ["", "\n", "x", "taobao-kg seal x\n", "taobao-kg seal 1\n", "é"])
def test_what_is_no_seal_is_damage(store, text):
    store.with_name("store.seal").write_text(text, encoding="utf-8")
    with pytest.raises(TaobaoKgError, match="damaged; run 'taobao-kg build --force'"):
        read_seal(store)


def test_a_seal_of_one_file(tmp_path):
    path = tmp_path / "graph.nq"
    path.write_text(NAMED, encoding="utf-8")
    write_seal(path, 1)
    assert verify_seal(path).quads == 1
    flip(path)
    assert is_whole(path), "at opening only the size is compared"
    with pytest.raises(TaobaoKgError, match=r"graph\.nq: the stored graph is damaged"):
        verify_seal(path)


READ = """
import os, sys
from pathlib import Path
from taobao_kg.engines.embedded import EmbeddedEngine
from taobao_kg.errors import TaobaoKgError
os.setgid(65534), os.setuid(65534)
try:
    print(len(EmbeddedEngine(Path(sys.argv[1]))))
except TaobaoKgError as error:
    print(error)
"""


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody else")
class TestSomebodyElse:
    @pytest.fixture
    def read(self, store):
        for path in (store, *store.parents):
            if path.stat().st_mode & 0o005 != 0o005:
                path.chmod(0o755)
        store.chmod(0o555)
        return lambda: (
            subprocess.run(
                [sys.executable, "-c", READ, str(store)], capture_output=True, text=True, check=True
            ).stdout
        )

    def test_reads_what_may_not_be_written(self, read):
        assert read() == "2\n"

    @pytest.mark.parametrize("name", ["*.sst", "CURRENT", "../store.seal"])
    def test_is_told_what_may_not_be_read(self, store, read, name):
        next(store.glob(name)).chmod(0o600)
        told = read()
        assert "Permission denied" in told
        assert "check its rights" in told
