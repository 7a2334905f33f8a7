// Runs the public GraphQL-over-HTTP audit against the URL given and prints one JSON object per check that did not pass.
import { auditServer } from "graphql-http";

const results = await auditServer({ url: process.argv[2] });
for (const { id, name, status, reason } of results) {
  if (status !== "ok") console.error(JSON.stringify({ id, name, status, reason }));
}
console.log(JSON.stringify({ checks: results.length, ok: results.filter(({ status }) => status === "ok").length }));
