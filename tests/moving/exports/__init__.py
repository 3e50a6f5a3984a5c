"""Small exports as the services write them, made for tests."""
