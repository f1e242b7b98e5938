"""What touches the disk and the standard output."""
