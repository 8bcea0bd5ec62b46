"""What texts are searched for: the names, units and properties of the real graph."""

import pytest

from taobao_kg.curate.propose.cues import Cues, read_cues
from taobao_kg.curate.propose.known import Known, read_known
from taobao_kg.curate.propose.reading import Lexicon, make_lexicon
from taobao_kg.folders import find_folders


@pytest.fixture(scope="session")
def known() -> Known:
    """What the graph has names for."""
    return read_known(find_folders())


@pytest.fixture(scope="session")
def lexicon(known: Known) -> Lexicon:
    """Those names, ready to be found."""
    return make_lexicon(known)


@pytest.fixture(scope="session")
def cues() -> Cues:
    """The words that join things."""
    return read_cues(find_folders())
