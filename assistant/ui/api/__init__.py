"""The functions that other programs may call, over HTTP and over MCP."""
