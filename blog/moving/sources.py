"""What somebody hands us to move in: a file, a folder or an archive, opened so that nothing in it can do harm."""
