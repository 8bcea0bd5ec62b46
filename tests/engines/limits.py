"""What Virtuoso 7.2.5 answers otherwise than the other engines: each question with the reason.

Each of `VIRTUOSO` must fail there (strict): one that does not any more has to leave the list.
"""

VIRTUOSO: dict[str, str] = {}

#: Answered rightly by one server, and with no rows or some twice by the next, started alike.
UNSTEADY = {
    "why-firms-went-rural": "rows of a path with * are lost now and then; docs/ENGINES.md",
}
