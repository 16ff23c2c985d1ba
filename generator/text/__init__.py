"""Text itself: names found in it, spellings compared, sentences, HTML read. Knows no entry and no page."""
