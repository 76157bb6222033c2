"""What the page needs of Gradio beyond its public interface, and how its own files are served."""
