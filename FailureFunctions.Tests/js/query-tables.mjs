// Runs filters with Microsoft's client, and prints the keys of the rows that each finds, in the order of the service.
// Usage: TABLES=<connection string> query-tables.mjs '[{ "id", "table", "top", "filter" }]'
import { TableClient } from "@azure/data-tables";

const found = {};
for (const { id, table, top, filter } of JSON.parse(process.argv[2])) {
  const client = TableClient.fromConnectionString(process.env.TABLES, table, { allowInsecureConnection: true });
  const rows = [];
  for await (const row of client.listEntities({ queryOptions: { filter } })) {
    rows.push([row.partitionKey, row.rowKey]);
    if (rows.length === top) break;
  }
  found[id] = rows;
}
console.log(JSON.stringify(found));
