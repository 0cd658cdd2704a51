import type { TraceSource } from "#core/contract/received-traces.ts";
import type { Problem } from "#renderer/ui/problem.ts";
import { receivedStrings } from "#renderer/strings/received.ts";

/** What one call of the contract may carry. */
const MOST_BYTES = 20_000_000;
/** A call takes only so many arguments. */
const PIECE_BYTES = 0x8000;

/** A chosen file as the contract takes it, or why it cannot be sent. */
export type ReadTraceFile =
  | { readonly name: string; readonly source: TraceSource }
  | { readonly name: string; readonly problem: Problem };

export async function readTraceFile(file: File): Promise<ReadTraceFile> {
  const { name, size } = file;
  if (size > MOST_BYTES) return { name, problem: tell(receivedStrings.tooLarge(name)) };
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return { name, source: { base64: toBase64(bytes), name } };
  } catch {
    // A folder among them, or a file that has gone.
    return { name, problem: tell(receivedStrings.unreadable(name)) };
  }
}

function tell(message: string): Problem {
  return { code: "trace-invalid", message, hint: "" };
}

function toBase64(bytes: Uint8Array): string {
  const texts: string[] = [];
  for (let at = 0; at < bytes.length; at += PIECE_BYTES)
    texts.push(String.fromCharCode(...bytes.subarray(at, at + PIECE_BYTES)));
  return btoa(texts.join(""));
}
