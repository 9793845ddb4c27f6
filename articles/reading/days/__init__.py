"""The day an issue was printed. The verb is `issue_date`."""
