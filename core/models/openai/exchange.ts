import { isUtf8 } from "node:buffer";
import type { TapedExchange } from "#core/domain/tape.ts";

/** Collects what one attempt sends and gets, for a tape; it costs nothing where nobody keeps it. */
export type Exchange = {
  readonly sends: (body: unknown) => void;
  readonly begins: (status: number) => void;
  readonly takes: (bytes: Uint8Array) => void;
  /** Tells of it, whole or as far as it came; nothing was said where nothing was sent. */
  readonly end: () => void;
};

export function collectExchange(tell: ((exchange: TapedExchange) => void) | undefined): Exchange {
  let request: string | null = null;
  let status: number | null = null;
  const pieces: Uint8Array[] = [];
  return {
    sends: (body) => {
      request = typeof body === "string" ? body : "";
    },
    begins: (now) => {
      status = now;
    },
    takes: (bytes) => {
      // A copy: who reads may use its buffer again.
      if (tell !== undefined) pieces.push(bytes.slice());
    },
    end: () => {
      if (tell === undefined || request === null) return;
      const bytes = Buffer.concat(pieces);
      // As single bytes it stays searchable for keys, which in another encoding would slip through.
      const encoding = isUtf8(bytes) ? "utf8" : "bytes";
      tell({ request, status, response: bytes.toString(encoding === "utf8" ? "utf8" : "latin1"), encoding });
    },
  };
}
