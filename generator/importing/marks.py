"""What a line starts with that says what it is: the signs of lists, numbers, dividing lines."""

from __future__ import annotations

import re

WEAK = "-*\u2013\u2014+o"
"""Signs of lists that can be something else."""
RULE = re.compile(r"([*_\-=\u2014\u2013~\u2022] ?){3,}")
_DOTS = (
    "\u2022\u25cf\u25aa\u25ab\u25e6\u2023\u2043\u25a0\u25a1\u25cb\u25b6\u25ba\u27a2\u2713\u2714\u00b7"
    # The private places where Word's symbol fonts have theirs.
    "\uf0b7\uf0a7\uf0d8\uf0fc\uf02d"
)
BULLET = re.compile(rf"(?P<dot>[{_DOTS}]|[-*\u2013\u2014+](?= )|o(?= ))(?P<gap> *)")
NUMBER = re.compile(r"(?P<number>\d{1,3})[.)](?= |$)")
NUMBER_AND_CAPITAL = re.compile(r"\d+[.)] +[\"\u201c(\[]?[A-Z]")
LABEL = re.compile(
    r"\((?:\d{1,3}|[a-z]{1,4}|[A-Z])\)(?= )|(?:[a-z]|[ivx]{1,5}|[A-Z]|[IVX]{1,5})[.)](?= )"
    r"|\d{1,2}(?:\.\d{1,2})+\.?(?= )"
)
CAPITALS = re.compile(r"[^a-z]*[A-Z][^a-z]*")
