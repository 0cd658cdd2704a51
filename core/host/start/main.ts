import { enableCompileCache } from "node:module";

// Everything else comes after it on purpose: with compiled code at hand the app starts sooner.
enableCompileCache();
const [{ start }, { toErrorReport }, { ERROR_CODES }] = await Promise.all([
  import("./start.ts"),
  import("#core/base/app-error.ts"),
  import("#core/base/error-codes.ts"),
]);

try {
  await start(process.argv.slice(2));
} catch (thrown) {
  const { code, message, hint } = toErrorReport(thrown);
  for (const line of [message, hint, `[${code}]`]) if (line !== "") process.stderr.write(`${line}\n`);
  process.exitCode = ERROR_CODES[code].exit;
}
