// Holds Kusto queries against a schema, with the parser of Microsoft's own editor.
// Input, the file that is named: { "tables": { "Name": "(Column: type, …)" }, "queries": { "name": "text" } }.
// Output: { "name": { "errors": ["message at 'text'"], "columns": ["Column: type"] } }.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

// The library is made for browsers: it is a script that puts `Kusto` among the globals. It is looked for among the
// packages of local/NodeTools, where this script is run.
const require = createRequire(pathToFileURL(`${process.cwd()}/`));
require("@kusto/language-service-next/bridge.min.js");
require("@kusto/language-service-next/Kusto.Language.Bridge.min.js");
const { KustoCode, GlobalState, Symbols } = globalThis.Kusto.Language;

const { tables, queries } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const symbols = Object.entries(tables).map(([name, schema]) => Symbols.TableSymbol.From(schema).WithName(name));
const globals = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor("workspace", symbols));

const answer = {};
for (const [name, text] of Object.entries(queries)) {
  const code = KustoCode.ParseAndAnalyze(text, globals);
  const errors = [];
  const diagnostics = code.GetDiagnostics();
  for (let index = 0; index < diagnostics.Count; index++) {
    const found = diagnostics.getItem(index);
    errors.push(`${found.Message} At '${text.substr(found.Start, found.Length)}'.`);
  }
  const columns = [];
  if (errors.length === 0)
    for (let index = 0; index < code.ResultType.Columns.Count; index++) {
      const column = code.ResultType.Columns.getItem(index);
      columns.push(`${column.Name}: ${column.Type.Name}`);
    }
  answer[name] = { errors, columns };
}
console.log(JSON.stringify(answer));
