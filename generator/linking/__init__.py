"""Names -> mentions: in the statement, and in prose."""

from generator.linking.edition import Edition, read_edition

__all__ = ["Edition", "read_edition"]
