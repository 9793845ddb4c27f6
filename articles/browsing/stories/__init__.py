"""An article as its page shows it: text, source, who is named, and what else the archive has of it."""
