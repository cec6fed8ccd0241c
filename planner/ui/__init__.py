"""The Streamlit pages: thin, each in one file; what can be done without a browser is in planner/editing."""
