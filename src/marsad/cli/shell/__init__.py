"""What all verbs share: finding them, their options, words, output and errors."""
