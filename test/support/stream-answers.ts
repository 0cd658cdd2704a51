import { readdirSync, readFileSync } from "node:fs";
import { AppError } from "#core/base/app-error.ts";
import { collectTurn, type ModelTurn } from "#core/models/collect-turn.ts";
import { createAnswerReader } from "#core/models/openai/answer.ts";
import type { CallMeter, ModelPart } from "#core/models/provider.ts";

/** Streams in the shapes in which these endpoints document theirs. */
export const STREAM_NAMES = readdirSync("test/fixtures/streams")
  .map((file) => file.replace(/\.sse$/, ""))
  .toSorted();

export function readStream(name: string): Buffer {
  return readFileSync(`test/fixtures/streams/${name}.sse`);
}

const DEAF: CallMeter = {
  onSent: () => undefined,
  onTurnedAway: () => undefined,
  onWritten: () => undefined,
  onUsage: () => undefined,
};

export type Outcome =
  | { readonly kind: "answer"; readonly turn: ModelTurn }
  | { readonly kind: "error"; readonly code: string };

/** What the reader makes of these bytes; anything but an answer or a named error is thrown on. */
export async function answerOf(pieces: Iterable<Uint8Array>, meter = DEAF): Promise<Outcome> {
  try {
    return { kind: "answer", turn: await collectTurn(partsOf(pieces, meter)) };
  } catch (error) {
    if (error instanceof AppError) return { kind: "error", code: error.code };
    throw error;
  }
}

async function* partsOf(pieces: Iterable<Uint8Array>, meter: CallMeter): AsyncGenerator<ModelPart> {
  const reader = createAnswerReader({
    asked: {
      origin: "http://127.0.0.1",
      key: null,
      keyVariable: null,
      request: { model: "m", messages: [], sampling: {} },
      sent: {},
      teach: null,
      isSealed: false,
    },
    meter,
    headers: new Headers(),
    limit: undefined,
    onWord: () => undefined,
  });
  for (const piece of pieces) {
    if (reader.over() !== null) break;
    yield* reader.take(piece);
  }
  yield* reader.finish();
}
