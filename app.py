"""The page: `streamlit run app.py` or `planner app`. The list of pages is in planner/ui/pages.py."""

from planner.ui.pages import main

main()
