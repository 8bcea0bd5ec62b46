"""The languages of labels."""

from taobao_kg.errors import UsageError

LANGUAGES = ("en", "id", "zh")


def read_language(lang: str) -> str:
    """Return a language as it was given, once it is known to be one of `LANGUAGES`.

    Raises:
        UsageError: for any other.
    """
    if lang not in LANGUAGES:
        raise UsageError(f"there is no language {lang!r}; choose {', '.join(LANGUAGES)}")
    return lang
