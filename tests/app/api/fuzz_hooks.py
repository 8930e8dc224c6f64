"""What schemathesis has to be told of this server: a query in SPARQL is sent as plain text is."""

from __future__ import annotations

import schemathesis

schemathesis.serializer.alias("application/sparql-query", "text/plain")
