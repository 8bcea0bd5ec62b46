"""The languages of labels and reports, and which one is meant when nobody says."""

import os
from collections.abc import Mapping

from taobao_kg.errors import UsageError

#: The languages of the command line, and the tag (RFC 5646) their texts carry.
TAGS = {"en": "en", "id": "id", "zh": "zh-Hans"}
LANGUAGES = tuple(TAGS)
#: Names the language of commands without ``--lang``. LANG and LC_ALL do not: a report that is
#: piped or quoted shall not depend on the machine it was written on.
VARIABLE = "TAOBAO_KG_LANG"


def read_language(lang: str) -> str:
    """Return a language as it was given, once it is known to be one of `LANGUAGES`.

    Raises:
        UsageError: for any other.
    """
    if lang not in LANGUAGES:
        raise UsageError(f"there is no language {lang!r}; choose {', '.join(LANGUAGES)}")
    return lang


def default_language(environment: Mapping[str, str] = os.environ) -> str:
    """Return the language `VARIABLE` names, English where it is unset or empty.

    >>> default_language({}), default_language({"TAOBAO_KG_LANG": "id"})
    ('en', 'id')

    Raises:
        UsageError: when it names none of ours.
    """
    lang = environment.get(VARIABLE) or "en"
    if lang not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise UsageError(f"{VARIABLE}={lang}: there is no such language; set it to {known}")
    return lang
