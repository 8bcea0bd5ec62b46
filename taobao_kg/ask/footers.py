"""Footers: below what people read, through which lens it was made."""

from taobao_kg.graph import Graph

#: Formats in which a line below is read; in all others it would become data.
READ = frozenset(("table", "text", "md", "html"))


def with_footer(text: str, graph: Graph, form: str, lang: str = "en") -> str:
    """Return a text with the lens of its graph below.

    As it is in a format that holds data, and where every statement counts.

    Args:
        text: an output.
        graph: what it was made of.
        form: its format.
        lang: ``en``, ``id`` or ``zh``.
    """
    if graph.lens.is_all or form not in READ:
        return text
    footer = graph.lens.footer(lang)
    if form == "html":
        from markupsafe import Markup

        return text + Markup("\n<p>{}</p>").format(footer)
    if form == "md":
        from taobao_kg.ask.tables import markdown_text

        footer = markdown_text(footer)
    return f"{text.rstrip()}\n\n{footer}\n"
