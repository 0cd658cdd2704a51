import { stripTypeScriptTypes } from "node:module";
import { err, ok } from "#core/base/result.ts";
import type { Result } from "#core/base/result.ts";

const KEPT_SOURCES = 64;

export type SourceFault = {
  readonly message: string;
  /** The type stripper itself broke (nesting overflows it), and breaks on everything that follows. */
  readonly isStripperBroken: boolean;
};

/** Evolved code (TypeScript with erasable syntax only) as a JavaScript module. */
export type Preparer = (code: string, entry: string) => Result<string, SourceFault>;

/** The last sources are kept: one tool is called many times in a row. */
export function createPreparer(): Preparer {
  const kept = new Map<string, string>();
  return (code, entry) => {
    const key = `${entry}\n${code}`;
    const known = kept.get(key);
    if (known !== undefined) return ok(known);
    const prepared = prepare(code, entry);
    if (!prepared.ok) return prepared;
    const oldest = kept.keys().next();
    if (kept.size >= KEPT_SOURCES && oldest.done !== true) kept.delete(oldest.value);
    kept.set(key, prepared.value);
    return prepared;
  };
}

function prepare(code: string, entry: string): Result<string, SourceFault> {
  // Text crosses into the guest as a C string, so a NUL would hide the rest of the code.
  if (code.includes("\0"))
    return err({ message: "the code contains a NUL character", isStripperBroken: false });
  try {
    // Types become blanks, so lines and columns stay. `run` need not be exported; exporting it twice is legal.
    return ok(`${stripTypeScriptTypes(code)}\nexport { ${entry} as sandboxEntry };`);
  } catch (error) {
    const { code: errorCode, message } = error as { code?: unknown; message?: unknown };
    const isSyntax =
      errorCode === "ERR_INVALID_TYPESCRIPT_SYNTAX" || errorCode === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX";
    return isSyntax
      ? err({ message: `SyntaxError: ${String(message)}`, isStripperBroken: false })
      : err({ message: "the code can't be parsed; it may be nested too deeply", isStripperBroken: true });
  }
}
