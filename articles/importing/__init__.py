"""Sources to rows: the only bulk writer. The verbs are `import_sources` for files, `recognise_again` for the archive."""
