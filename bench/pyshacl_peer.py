"""Validation by pySHACL."""

from pathlib import Path


def ask_pyshacl(lens: bytes, shapes: Path) -> set[tuple[str, str, str | None, bool]]:
    """Return focus, shape, path and whether it is a warning of what pySHACL finds."""
    import pyshacl
    import rdflib

    data = rdflib.Graph().parse(data=lens, format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=rdflib.Graph().parse(shapes))
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")

    def read(result: object) -> tuple[str, str, str | None, bool]:
        focus, shape, path = (
            report.value(result, name) for name in (sh.focusNode, sh.sourceShape, sh.resultPath)
        )
        is_warning = report.value(result, sh.resultSeverity) != sh.Violation
        return str(focus), str(shape), None if path is None else str(path), is_warning

    return {read(result) for result in report.subjects(rdflib.RDF.type, sh.ValidationResult)}
