"""What Virtuoso 7.2.5 answers otherwise than the other engines: each question with the reason.

Each of `VIRTUOSO` must fail there (strict): one that does not any more has to leave the list.
"""

_LONG = "a row with a GROUP_CONCAT over 4,000 characters cannot be sorted (SR319)"

VIRTUOSO = {
    "contradictions-in-their-words": "decimals over 16 digits, in factors, are cut",
    "from-legacy-to-taobao-villages": "paths in a UNION lose what the VALUES beside them says (TR)",
    "indicators-and-their-numbers": _LONG,
    "kinds-of-actors-behind-policies": _LONG,
    "role-of-an-actor": "an OPTIONAL with a FILTER on values from outside finds too little",
}

#: Answered rightly by one server, and with no rows or some twice by the next, started alike.
UNSTEADY = {
    "why-firms-went-rural": "rows of a path with * are lost now and then; docs/ENGINES.md",
}
