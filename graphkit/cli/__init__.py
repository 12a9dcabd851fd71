"""The command line: words to calls to text."""
