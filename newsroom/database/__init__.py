"""The embedded PostgreSQL: a Django backend that starts it when first needed, and the keeper behind it."""
