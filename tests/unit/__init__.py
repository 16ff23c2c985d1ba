"""One file a room: the rules of the core, without a site."""
