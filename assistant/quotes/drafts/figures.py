"""x"""
def check_figures(draft, statements, retriever, numbers):
    return []
