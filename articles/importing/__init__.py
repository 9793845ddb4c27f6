"""Sources to rows: the only bulk writer. The verb is `run.import_sources`."""
