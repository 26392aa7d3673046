// Lists the most frequent replies in the table Failures that no rule understands, addresses masked: docs/classification.md.
//
//   AZURE_TOKEN=$(az account get-access-token --resource https://storage.azure.com --query accessToken -o tsv) \
//     node infra/unknown-replies.mjs https://ACCOUNT.table.core.windows.net [days=30] [top=50]
//
// Instead of a token the URL may carry a shared access signature (https://…?sv=…). Prints count, code, enhanced code, state
// and text, separated by tabs. Ends with 1 when the table cannot be read; with 2 when it is called wrongly.

const [address, ...given] = process.argv.slice(2);
const options = { days: "30", top: "50" };
const wrong = given.filter((option) => !/^(days|top)=[1-9]\d{0,3}$/.test(option));
if (!URL.canParse(address ?? "") || wrong.length > 0) {
  console.error("Usage: AZURE_TOKEN=… node unknown-replies.mjs https://ACCOUNT.table.core.windows.net [days=30] [top=50]");
  process.exit(2);
}
for (const option of given) options[option.split("=")[0]] = option.split("=")[1];

const since = new Date(Date.now() - options.days * 86_400_000).toISOString();
const url = new URL(address);
url.pathname = `${url.pathname.replace(/\/$/, "")}/Failures()`;
url.searchParams.set("$filter", `Reason eq 'unknown' and ReceivedAt ge datetime'${since}'`);
url.searchParams.set("$select", "Code,Extended,State,Description");
const headers = {
  accept: "application/json;odata=nometadata",
  "x-ms-version": "2020-12-06",
  ...(process.env.AZURE_TOKEN && { authorization: `Bearer ${process.env.AZURE_TOKEN}` }),
};

// What differs from one reply to the next without meaning anything, and what is personal.
const masked = (text) =>
  text
    .replace(/[^\s<>()[\]"',;:!?]*@[^\s<>()[\]"',;:!?]*/g, "{address}")
    .replace(/\b\d{1,3}(\.\d{1,3}){3}\b/g, "{ip}")
    .replace(/\b(?=[\w-]*\d)[\w-]{10,}\b/g, "{id}")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 300);

const counts = new Map();
try {
  for (let more = true; more; ) {
    // A blank is %20 in an OData filter; "+" is what URLSearchParams writes.
    const response = await fetch(url.href.replaceAll("+", "%20"), { headers });
    if (!response.ok) throw new Error(`The table answered ${response.status}. ${(await response.text()).slice(0, 300)}`);
    for (const { Code = "", Extended = "", State = "", Description = "" } of (await response.json()).value) {
      const line = [Code, Extended, State, masked(Description)].join("\t");
      counts.set(line, (counts.get(line) ?? 0) + 1);
    }
    more = false;
    for (const key of ["NextPartitionKey", "NextRowKey"]) {
      const value = response.headers.get(`x-ms-continuation-${key}`);
      if (value) url.searchParams.set(key, value);
      else url.searchParams.delete(key);
      more ||= value !== null;
    }
  }
} catch (error) {
  console.error(error.cause?.code ?? error.message);
  process.exit(1);
}
for (const [line, count] of [...counts].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1)).slice(0, options.top))
  console.log(`${count}\t${line}`);
if (counts.size === 0) console.error(`No reply of the last ${options.days} days is unknown.`);
