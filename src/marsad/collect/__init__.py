"""From places where bulletins appear to documents; bytes are kept before they are parsed."""
