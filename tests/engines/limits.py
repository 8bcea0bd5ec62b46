"""What Virtuoso 7.2.5 answers otherwise than SPARQL 1.1 says: each question with the reason.

Each of these must fail there (strict): one that does not any more has to leave the list.
"""

_DUPLICATES = "DISTINCT over a BIND or GROUP BY leaves rows more than once"
_ORDER = "ORDER BY sorts unbound values and IRIs beside literals otherwise"
_BOOLEAN = "booleans come back as the integers 0 and 1"
_OPTIONAL = "an OPTIONAL or FILTER over values from a sub-SELECT is not applied"
_LONG = "SR319: GROUP_CONCAT over 4,000 characters does not fit into a temporary column"
_ENDLESS = "never ends: the optimiser picks a join of everything with everything"

VIRTUOSO = {
    "causal-claims-without-source": _DUPLICATES,
    "citations-unlike-their-entry": _ENDLESS,
    "consequences-of-a-problem": _OPTIONAL,
    "contested-numbers": _ORDER,
    "contradictions-in-their-words": "decimals over 16 digits, in factors, are cut",
    "east-growth-claim-checked": _BOOLEAN,
    "from-legacy-to-taobao-villages": "a property path + with both ends unbound is refused (TR)",
    "hearsay-without-name": "a language tag is lost in GROUP BY",
    "how-selling-spread": _DUPLICATES,
    "identity-decisions": _ORDER,
    "indicators-and-their-numbers": _LONG,
    "kinds-of-actors-behind-policies": _LONG,
    "lowest-turnover-from-criteria": _BOOLEAN,
    "money-in-a-year": _ENDLESS,
    "origins-of-policies": _DUPLICATES,
    "parts-of-policies": "a path * drops what has no step; FILTER NOT EXISTS then finds nothing",
    "policies-with-a-word-in-the-title": "GROUP_CONCAT of nothing is bound; tags are lost",
    "quotations-with-a-word": _ORDER,
    "role-of-an-actor": _OPTIONAL,
    "taobao-towns-by-year-and-place": _OPTIONAL,
    "taobao-villages-by-province-and-year": _OPTIONAL,
    "what-rests-on-each-work": "SP031: an alias of the SELECT clause is refused in another",
    "what-sources-call-a-policy": _ORDER,
}
