"""One module a noun; each view chooses a queryset and a template."""
