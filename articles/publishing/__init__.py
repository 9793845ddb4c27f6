"""The archive as data for others: exports. The verb is `export_articles`."""
