"""What programs ask of the site: one module a kind of data."""
