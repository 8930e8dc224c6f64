"""Files to text to citations and relations to the graph."""
