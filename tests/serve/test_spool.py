"""Answers on their way: bounded, in memory or in a file, and the frames they travel in."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taobao_kg.serve.refusals import Refusal
from taobao_kg.serve.spool import IN_MEMORY, Spool
from taobao_kg.serve.wire import pack, unpack


@pytest.mark.parametrize("size", [0, 1, IN_MEMORY, IN_MEMORY + 1, 3 * IN_MEMORY])
@pytest.mark.parametrize("compress", [False, True])
def test_what_was_written_is_there_whole(tmp_path, size, compress):
    spool = Spool(str(tmp_path / "answer"), 10 * IN_MEMORY)
    content = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    for start in range(0, size, 10_000):
        spool.write(content[start : start + 10_000])
    with spool.open() as file:
        assert file.read() == content
    body, path = spool.finish(compress=compress)
    assert (path is not None) == (size > IN_MEMORY)
    found = path.read_bytes() if path else body
    assert (gzip.decompress(found) if compress else found) == content
    assert len(list(tmp_path.iterdir())) == (path is not None)


def test_one_byte_too_many_is_refused(tmp_path):
    spool = Spool(str(tmp_path / "answer"), 10)
    spool.write(b"x" * 10)
    with pytest.raises(Refusal) as raised:
        spool.write(b"x")
    assert raised.value.status == 422
    assert list(tmp_path.iterdir()) == []


@given(
    st.lists(st.tuples(st.dictionaries(st.text(), st.integers() | st.text()), st.binary())),
    st.integers(1, 50),
)
def test_frames_come_as_they_were_sent_in_whatever_pieces(frames, piece):
    sent = b"".join(pack(header, body) for header, body in frames)
    received, found = bytearray(), []
    for start in range(0, len(sent), piece):
        received += sent[start : start + piece]
        while (frame := unpack(received)) is not None:
            found.append(frame)
    assert found == frames
    assert not received
