"""The tabs of the page; each module builds one."""
