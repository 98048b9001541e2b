"""Recognising what is uploaded: by content, and parsed in a child process that has limits."""
