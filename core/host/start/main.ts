import { toErrorReport } from "#core/base/app-error.ts";
import { ERROR_CODES } from "#core/base/error-codes.ts";
import { tell } from "#core/host/cli/terminal.ts";
import { outliveReaders } from "#core/host/outlive-readers.ts";
import { start } from "./start.ts";

outliveReaders();

try {
  await start(process.argv.slice(2));
} catch (thrown) {
  const { code, message, hint } = toErrorReport(thrown);
  for (const line of [message, hint, `[${code}]`]) if (line !== "") tell(line);
  process.exitCode = ERROR_CODES[code].exit;
}
