"""The nouns that every other room speaks in. Nothing here reads or writes a file but the package's own words."""
