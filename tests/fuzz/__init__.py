"""Coverage-guided fuzzing with atheris: `make fuzz`. No part of `make test`."""
