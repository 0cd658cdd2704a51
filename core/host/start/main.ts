import { keepCompiledCode } from "#core/host/compile-cache.ts";
import { outliveReaders } from "#core/host/outlive-readers.ts";

outliveReaders();

// Everything else comes after it on purpose: with compiled code at hand the app starts sooner.
keepCompiledCode();
const [{ start }, { toErrorReport }, { ERROR_CODES }, { tell }] = await Promise.all([
  import("./start.ts"),
  import("#core/base/app-error.ts"),
  import("#core/base/error-codes.ts"),
  import("#core/host/cli/terminal.ts"),
]);

try {
  await start(process.argv.slice(2));
} catch (thrown) {
  const { code, message, hint } = toErrorReport(thrown);
  for (const line of [message, hint, `[${code}]`]) if (line !== "") tell(line);
  process.exitCode = ERROR_CODES[code].exit;
}
