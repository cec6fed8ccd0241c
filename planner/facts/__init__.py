"""The facts of a scenario: needs, offers, places and time, and the words that choose among them."""
