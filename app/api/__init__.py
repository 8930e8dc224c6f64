"""The HTTP side: thin routes over the questions, what a request may ask and what an answer looks like."""
