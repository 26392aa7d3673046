// Given to node with --import: packages that are not found beside a script are looked for beside this file.
import * as nodeModule from "node:module";

const here = import.meta.url;
const missing = (error, specifier) =>
  error?.code === "ERR_MODULE_NOT_FOUND" && !/^(\.{0,2}\/|[a-z]+:)/i.test(specifier);

if (nodeModule.registerHooks) {
  nodeModule.registerHooks({
    resolve(specifier, context, next) {
      try {
        return next(specifier, context);
      } catch (error) {
        if (!missing(error, specifier)) throw error;
        return next(specifier, { ...context, parentURL: here });
      }
    },
  });
} else {
  // Before Node.js 22.15 hooks live in a thread of their own, as a module that exports them.
  const source = `
    const here = ${JSON.stringify(here)};
    const missing = ${missing};
    export async function resolve(specifier, context, next) {
      try {
        return await next(specifier, context);
      } catch (error) {
        if (!missing(error, specifier)) throw error;
        return next(specifier, { ...context, parentURL: here });
      }
    }`;
  nodeModule.register(`data:text/javascript,${encodeURIComponent(source)}`);
}
