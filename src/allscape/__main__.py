"""`python -m allscape`: the program, where its own command is not on the path."""

from allscape.cli.main import main

if __name__ == "__main__":
    main()
