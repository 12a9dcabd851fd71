"""The rules between the records of a dossier, by what they are about: one function a rule, one code a function."""
