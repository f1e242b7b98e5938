"""What must not leave, must not act and must not be seen by accident."""
