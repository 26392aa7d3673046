// node run-with-parent.mjs PROGRAM [ARGUMENTS]: runs a program of node_modules in this process, which ends with its parent.
// The parent holds the other end of standard input; when that closes, by plan or because the parent died, the program
// is asked to stop as Ctrl+C would, and made to after some seconds.
import { createRequire } from "node:module";

const stopLimitMilliseconds = 5000;

process.stdin.on("error", stop).on("end", stop).resume();
process.stdin.unref?.();

function stop() {
  if (!process.emit("SIGINT")) process.exit(0);
  setTimeout(() => process.exit(0), stopLimitMilliseconds).unref();
}

const require = createRequire(import.meta.url);
process.argv.splice(1, 1);
process.argv[1] = require.resolve(process.argv[1]);
require(process.argv[1]);
