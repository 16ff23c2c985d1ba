"""What writes a maintainer's files: new projects and drafts."""
