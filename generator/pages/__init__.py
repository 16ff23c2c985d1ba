"""Edition -> pages: one view a template, and the template's HTML."""
