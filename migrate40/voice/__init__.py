"""How somebody sounds, measured: what distilling finds and comparing checks."""
