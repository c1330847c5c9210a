"""Learning with a rulebook: what there is to learn, questions with proved keys, progress, lessons."""
