// The description of the interface, drawn by Swagger UI. Nothing is asked of another host.
SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#questions",
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: "list",
  validatorUrl: null,
});
