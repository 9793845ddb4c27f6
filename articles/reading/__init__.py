"""Page text, PDF or e-paper HTML to articles. The one verb is `read`."""
