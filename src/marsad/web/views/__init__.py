"""What can be asked: one file a subject, each a function from a room and parameters to plain values."""
