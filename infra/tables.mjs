// Copies the app's tables into files, and back: docs/retention.md, "Backup".
//
//   AZURE_TOKEN=$(az account get-access-token --resource https://storage.azure.com --query accessToken -o tsv) \
//     node infra/tables.mjs backup|restore https://ACCOUNT.table.core.windows.net FOLDER
//
// Instead of a token the URL may carry a shared access signature (https://…?sv=…). A token lasts about an hour: a table that takes
// longer needs a signature. Ends with 1 when a table cannot be read or written; with 2 when it is called wrongly.
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

// The outbox first: a pointer without its row could not be published, a row without its pointer is found by the sweep.
const TABLES = ["FailureOutbox", "Failures", "RejectedNotifications", "Suppressions", "SigningKeys", "FailureLinks", "Retention"];
const AT_ONCE = 16;

const [verb, address, folder] = process.argv.slice(2);
if (!["backup", "restore"].includes(verb) || !URL.canParse(address ?? "") || !folder || process.argv.length > 5) {
  console.error("Usage: AZURE_TOKEN=… node tables.mjs backup|restore https://ACCOUNT.table.core.windows.net FOLDER");
  process.exit(2);
}

// The types of values are in the answer (minimalmetadata), so that they come back as they were; but a Double such as 5.0, of which
// no table has a column, would come back as a whole number.
const send = async (path, { method = "GET", body, query = {} } = {}) => {
  const url = new URL(address);
  url.pathname = `${url.pathname.replace(/\/$/, "")}/${path}`;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return await fetch(url, {
    method,
    body: body && JSON.stringify(body),
    headers: {
      accept: "application/json;odata=minimalmetadata",
      "content-type": "application/json",
      "x-ms-version": "2020-12-06",
      ...(method === "POST" && { prefer: "return-no-content" }),
      ...(process.env.AZURE_TOKEN && { authorization: `Bearer ${process.env.AZURE_TOKEN}` }),
    },
  });
};

const failed = (table, response) => new Error(`${table}: answered ${response.status} ${response.statusText}. Look at the token, its role, and network rules.`);

const backup = async (table) => {
  const file = join(folder, `${table}.jsonl`);
  const output = createWriteStream(`${file}.new`);
  let rows = 0;
  let query = {};
  do {
    const response = await send(`${table}()`, { query });
    if (!response.ok) throw failed(table, response);
    for (const row of (await response.json()).value) {
      for (const name of ["odata.etag", "Timestamp", "Timestamp@odata.type"]) delete row[name];
      if (!output.write(`${JSON.stringify(row)}\n`)) await once(output, "drain");
      rows++;
    }
    query = {};
    for (const key of ["NextPartitionKey", "NextRowKey"]) {
      const next = response.headers.get(`x-ms-continuation-${key}`);
      if (next) query[key] = next;
    }
  } while (query.NextPartitionKey);
  output.end();
  await once(output, "finish");
  renameSync(`${file}.new`, file);
  return rows;
};

const quoted = (key) => encodeURIComponent(key.replaceAll("'", "''"));

const restore = async (table) => {
  const created = await send("Tables", { method: "POST", body: { TableName: table } });
  // An identity that may only write rows cannot create tables, which the template has done.
  if (!created.ok && ![403, 409].includes(created.status)) throw failed(table, created);
  let rows = 0;
  const writing = new Set();
  for await (const line of createInterface({ input: createReadStream(join(folder, `${table}.jsonl`)), crlfDelay: Infinity })) {
    const row = JSON.parse(line);
    const path = `${table}(PartitionKey='${quoted(row.PartitionKey)}',RowKey='${quoted(row.RowKey)}')`;
    const write = send(path, { method: "PUT", body: row }).then((response) => {
      if (!response.ok) throw failed(table, response);
      rows++;
      writing.delete(write);
    });
    writing.add(write);
    if (writing.size >= AT_ONCE) await Promise.race(writing);
  }
  await Promise.all(writing);
  return rows;
};

try {
  if (verb === "backup") mkdirSync(folder, { recursive: true });
  for (const table of TABLES) {
    if (verb === "restore" && !existsSync(join(folder, `${table}.jsonl`))) console.log(`${table}: not in the backup`);
    else console.log(`${table}: ${await (verb === "backup" ? backup(table) : restore(table))} rows`);
  }
} catch (error) {
  console.error(error.cause ? `${error.message}: ${error.cause.message}` : error.message);
  process.exit(1);
}
