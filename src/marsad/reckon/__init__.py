"""Claims and a scope in, the least and greatest number that they allow out, with proofs."""
