"""Text itself: names found in it, spellings compared, sentences, Markdown and HTML read. Knows no entry and no page."""
