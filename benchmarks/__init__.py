"""Measure the generator beside other tools, in one run: `make bench`. Not part of the package."""
