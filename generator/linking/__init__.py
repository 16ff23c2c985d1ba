"""Names -> mentions: in the statement, and in prose."""
