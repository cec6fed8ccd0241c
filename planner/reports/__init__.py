"""Reports: a plan as a person reads it, in the terminal, as Markdown, HTML, Excel and pictures."""
