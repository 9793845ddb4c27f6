"""The printed page as a picture: its regions, its photographs, and what must not be shown of it."""
