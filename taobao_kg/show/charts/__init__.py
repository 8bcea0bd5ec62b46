"""Charts: the numbers of indicators by time, and policies by issuer above them."""
