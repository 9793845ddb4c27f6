"""The archive as JSON under /api/v1/: read-only, with the filters of the site's lists and the ids of its exports."""
