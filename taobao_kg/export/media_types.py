"""Media types of the formats the graph is exported in, as registered with IANA."""

#: By name of the format; GraphML and GEXF are XML without a registered type of their own;
#: BibTeX and RIS have none, and go by the names everybody uses.
MEDIA_TYPES = {
    "turtle": "text/turtle",
    "trig": "application/trig",
    "nt": "application/n-triples",
    "nq": "application/n-quads",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
    "graphml": "application/xml",
    "gexf": "application/xml",
    "csv": "text/csv",
    "spreadsheet": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "rdf12": "application/n-quads",
    "ro-crate": "application/zip",
    "bibtex": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "csl-json": "application/vnd.citationstyles.csl+json",
}
