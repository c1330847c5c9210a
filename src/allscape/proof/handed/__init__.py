"""What the engines are handed, read back as sets of cases, by nothing that made it."""
