"""The public site: views, filters, lists that page by keyset, and the linked text of an article."""
