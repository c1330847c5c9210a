"""Learning with a rulebook: what there is to learn, questions, progress, lessons."""
