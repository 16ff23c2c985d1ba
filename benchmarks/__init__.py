"""Measures the generator beside what else there is, in one run: `make bench`. Not part of the package."""
