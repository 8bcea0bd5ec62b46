"""Languages: which there are, and which is meant when nobody says."""

import pytest

from taobao_kg.errors import UsageError
from taobao_kg.words.languages import default_language, read_language


def test_the_machine_does_not_choose_the_language():
    assert default_language({"LANG": "zh_CN.UTF-8", "LC_ALL": "id_ID.UTF-8"}) == "en"
    assert default_language({"TAOBAO_KG_LANG": "zh"}) == "zh"
    assert default_language({"TAOBAO_KG_LANG": ""}) == "en"


def test_another_language_is_refused_with_those_there_are():
    with pytest.raises(UsageError, match=r"TAOBAO_KG_LANG=fr.*en, id, zh"):
        default_language({"TAOBAO_KG_LANG": "fr"})
    with pytest.raises(UsageError, match=r"'fr'; choose en, id, zh"):
        read_language("fr")
