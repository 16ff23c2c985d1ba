"""Stands for MkDocs in tests/test_faults.py: its command line, and a build that takes a moment."""
