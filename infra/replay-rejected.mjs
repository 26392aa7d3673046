// Replays the rejected notifications that no replay has accepted yet: docs/rejected.md.
//
//   FUNCTIONS_KEY=<master key> node infra/replay-rejected.mjs https://APP.azurewebsites.net/api [name=value …]
//
// name=value: from, to and cause, as the list takes them. Prints each outcome and a count. It can be stopped and run again
// at any time. Ends with 1 when a notification failed, or when a call failed five times; with 2 when it is called wrongly.

const [app, ...filters] = process.argv.slice(2);
const parameters = filters.map((filter) => filter.split("="));
if (!app || parameters.some(([name, value]) => !["from", "to", "cause"].includes(name) || !value)) {
  console.error("Usage: FUNCTIONS_KEY=… node replay-rejected.mjs https://APP.azurewebsites.net/api [from=… to=… cause=…]");
  process.exit(2);
}

const Tries = 5;
const AtOnce = 8;
const counts = new Map();

async function call(method, path) {
  for (let attempt = 1; ; attempt++) {
    let status, seconds, text;
    try {
      const response = await fetch(`${app}/${path}`, { method, headers: { "x-functions-key": process.env.FUNCTIONS_KEY ?? "" } });
      status = response.status;
      seconds = Number(response.headers.get("retry-after") ?? 5);
      text = await response.text();
    } catch (error) {
      [status, seconds, text] = ["no answer", 5, error.cause?.code ?? error.message];
    }
    if (status === 200) return JSON.parse(text);
    // Erased or expired since it was listed.
    if (status === 404 && method === "POST" && text.includes("rejected-notification-unknown")) return null;
    const passes = status === "no answer" || status === 429 || status >= 500;
    if (!passes || attempt === Tries) {
      const hint = passes ? "Run it again to continue."
        : status === 401 ? "Set FUNCTIONS_KEY to the app's master key." : "Correct the arguments.";
      throw new Error(`${method} ${path}: ${status}. ${text}\n${hint}`);
    }
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
}

async function replay({ id }) {
  const outcome = (await call("POST", `rejected-notifications/${id.split("/").map(encodeURIComponent).join("/")}/replay`))?.outcome ?? "gone";
  counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  console.log(`${id} ${outcome}`);
}

try {
  for (let next = null; next !== undefined; ) {
    const query = new URLSearchParams([...parameters, ["replayed", "false"], ["limit", "200"], ...(next ? [["after", next]] : [])]);
    const page = await call("GET", `rejected-notifications?${query}`);
    for (let i = 0; i < page.notifications.length; i += AtOnce)
      await Promise.all(page.notifications.slice(i, i + AtOnce).map(replay));
    next = page.next;
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
console.log([...counts].sort().map(([outcome, count]) => `${outcome}: ${count}`).join(", ") || "nothing to replay");
if (counts.has("failed")) process.exitCode = 1;
