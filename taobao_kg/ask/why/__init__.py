"""Why a row is in an answer: the triples it was found by, and what these rest on."""
