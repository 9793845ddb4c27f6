"""The gazetteer as rows, and which place lies in which."""
