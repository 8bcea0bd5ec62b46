import pytest

from taobao_kg.engines.record import Record
from taobao_kg.engines.seal import write_seal
from taobao_kg.errors import TaobaoKgError

LINES = "".join(f'<urn:a> <urn:p> "{n:05}" <urn:g> .\n' for n in range(40_000))


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "graph.nq"
    path.write_text(LINES, encoding="utf-8")
    write_seal(path, 40_000)
    return path


def test_quads_come_in_the_order_of_the_file(path):
    assert "".join(f"{quad} .\n" for quad in Record(path).quads()) == LINES


def test_a_record_stays_when_its_file_goes(path):
    record = Record(path)
    path.unlink()
    path.with_name("graph.nq.seal").unlink()
    assert len([*record.quads()]) == 40_000


def test_readers_do_not_disturb_each_other(path):
    record = Record(path)
    for one, other in zip(record.quads(), record.quads(), strict=True):
        assert one == other


def test_a_flipped_digit_is_told(path):
    path.write_text(LINES.replace("39999", "39989"), encoding="utf-8")
    record = Record(path)
    with pytest.raises(TaobaoKgError, match=r"graph\.nq: the stored graph is damaged"):
        next(record.quads())


def test_a_record_that_is_not_there_is_told_when_it_is_read(tmp_path):
    record = Record(tmp_path / "graph.nq")
    with pytest.raises(TaobaoKgError, match=r"graph\.nq: the stored graph is damaged"):
        next(record.quads())
