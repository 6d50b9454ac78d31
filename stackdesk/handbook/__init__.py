"""The model's handbook: equations typeset from the code, tables from the declarations, pages as Markdown."""
