"""Fountain, by the specification at https://fountain.io/syntax: text in, elements out, and no character lost."""
