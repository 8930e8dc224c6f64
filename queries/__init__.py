"""Questions over a graph, one function each."""
