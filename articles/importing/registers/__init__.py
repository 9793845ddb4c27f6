"""Registers of offices from elsewhere beside what print says. The verb is `loading.load`."""
