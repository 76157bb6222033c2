"""Below the tabs: threads, model loading, visitors, open conversations, and Gradio's patches."""
