"""Stories to mentions of officials, places and event dates. The one verb is `recognise`."""
