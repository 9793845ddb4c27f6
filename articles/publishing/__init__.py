"""The archive as data for others: exports, citations, feeds, the API, the dump. The verb is `export_articles`."""
