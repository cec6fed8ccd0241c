"""Plans who contributes what to a multinational force."""
