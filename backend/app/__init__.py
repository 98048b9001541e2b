"""Auteur: a film studio in the browser. The way data flows is drawn in the README."""
