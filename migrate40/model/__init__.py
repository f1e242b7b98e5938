"""The two documents in the middle: conversations and the profile."""
