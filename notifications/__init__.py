"""What we tell people: letters, how each reaches its person, and the texts people send us. It decides no case."""
