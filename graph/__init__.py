"""What a document, an agency and an edge are; identity; stores; exports."""
