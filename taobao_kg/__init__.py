"""A knowledge graph of China's rural e-commerce in which every statement quotes its source.

>>> import taobao_kg
>>> kg = taobao_kg.open()  # doctest: +SKIP
>>> kg.query("who-issued-what")  # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

from taobao_kg.errors import TaobaoKgError

if TYPE_CHECKING:
    from taobao_kg.knowledge_graph import KnowledgeGraph
    from taobao_kg.opening import open  # noqa: A004

__version__ = "0.1.0"
__all__ = ["KnowledgeGraph", "TaobaoKgError", "__version__", "open"]


def __getattr__(name: str) -> Any:
    # Late, so that ``taobao-kg --help`` need not wait for what it does not use.
    if name in ("KnowledgeGraph", "open"):
        from taobao_kg import opening

        return getattr(opening, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
