"""Which real person a mention means, and what he or she held when: seats, persons, posts, tenures."""
