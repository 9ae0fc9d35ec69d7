"""Script mechanics: folding with offsets kept, tokens, sentences.  Pure: values in, values out."""
