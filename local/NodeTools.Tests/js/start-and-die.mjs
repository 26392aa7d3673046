// Starts Azurite as AzuriteServer does, waits until it runs, prints its process id and dies without a word to it.
import { spawn } from "node:child_process";

const child = spawn(
  process.execPath,
  [process.argv[2], "azurite/dist/src/table/main.js", "--tablePort", "0", "--inMemoryPersistence", "--silent", "--disableTelemetry"],
  { stdio: ["pipe", "pipe", "inherit"] },
);
child.stdout.on("data", (text) => {
  if (!String(text).includes("successfully started")) return;
  process.stdout.write(String(child.pid), () => process.reallyExit(7));
});
