"""What a user would pick instead: rule engines and expression languages, each used at its best."""
