"""What the statement names, decided name by name: in a browser, or in a table. Ordinary files are written."""
