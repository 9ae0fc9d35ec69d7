"""Document and knowledge in, reading out.  Closed universe: one document, no I/O, no clock."""
