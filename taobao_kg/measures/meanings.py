"""What each measure means, in one sentence."""

from taobao_kg.words.catalogue import phrase


def explain(names: tuple[str, ...], lang: str = "en") -> str:
    """Return what some measures mean, one line each.

    >>> explain(("degree",))
    'degree: with how many other things it is spoken of.'
    """
    return "\n".join(phrase(f"measures.meanings.{name}", lang) for name in names)
