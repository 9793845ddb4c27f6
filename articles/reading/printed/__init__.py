"""Pages whose characters have a place on paper: PDF and scans, by lines, columns and size of type, to stories."""
