import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { openModelLine } from "#core/app/models/models.ts";
import { NO_SPEND } from "#core/domain/spend.ts";
import { err, ok, type Result } from "#core/base/result.ts";
import { askQuestion, type AnswerForm, type NoAnswer } from "#core/models/ask-question.ts";
import { createLedger } from "#core/models/ledger.ts";
import { createPriceTable } from "#core/models/prices.ts";
import { createTracing } from "#core/recording/tracing.ts";
import { openStore, type WorkspaceStore } from "#core/store/store.ts";
import { providerFor } from "#test/support/openai-client.ts";
import { startOpenAiServer, type OpenAiServer } from "#test/support/openai-server.ts";
import type { ServerReply } from "#test/support/openai-wire.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

let place: ReturnType<typeof makeFolder>;
let store: WorkspaceStore;
let server: OpenAiServer;

beforeEach(() => {
  place = makeFolder();
  store = openStore(join(place.folder, "workspace.sqlite"), { readOnly: false });
});
afterEach(async () => {
  await server.close();
  store.close();
  place.remove();
});

const SUM: AnswerForm<{ readonly sum: number }> = { name: "sum", schema: z.object({ sum: z.number() }) };

async function ask<T>(replies: readonly ServerReply[], output: AnswerForm<T>): Promise<Result<T, NoAnswer>> {
  server = await startOpenAiServer({ reply: replies, chunkCharacters: 200 });
  const clock = { now: () => 0 };
  const ledger = createLedger({ caps: {}, spent: NO_SPEND, elapsedMs: 0, clock, mayCostUnknown: true });
  const prices = createPriceTable();
  const line = openModelLine(store, providerFor(server), { ledger, modelName: "m", prices });
  const recorder = createTracing().record("q");
  const parent = recorder.start({ name: "parent", kind: "internal", attributes: {} });
  return askQuestion(
    line,
    {
      model: "m",
      messages: [{ role: "user", content: "What is 2 and 2?" }],
      output,
      samplingOf: (attempt) => ({ seed: 10 + attempt }),
    },
    { path: "q", recorder, parent, signal: new AbortController().signal },
  );
}

const seedsAsked = (): readonly unknown[] => server.requests.map(({ body }) => body["seed"]);

describe("a structured question", () => {
  const GOOD = '{"sum":4}';
  const TAKEN: ReadonlyArray<
    readonly [what: string, replies: readonly ServerReply[], seeds: readonly number[]]
  > = [
    ["an answer in the asked form is taken", [{ text: GOOD }], [11]],
    ["so is one in a fence", [{ text: `\`\`\`json\n${GOOD}\n\`\`\`` }], [11]],
    ["prose is asked about once more, under another seed", [{ text: "Four." }, { text: GOOD }], [11, 12]],
    ["so is another document", [{ text: '{"sum":"4"}' }, { text: GOOD }], [11, 12]],
    ["so is half a one", [{ text: '{"su', finishReason: "length" }, { text: GOOD }], [11, 12]],
  ];

  it.each(TAKEN)("%s", async (_what, replies, seeds) => {
    expect(await ask(replies, SUM)).toEqual(ok({ sum: 4 }));
    expect(seedsAsked()).toEqual(seeds);
  });

  const MISSED: ReadonlyArray<readonly [what: string, reply: ServerReply, missed: NoAnswer]> = [
    ["prose", { text: "Four." }, { reason: "malformed", problem: "it is not JSON" }],
    [
      "another document",
      { text: '{"sum":"4"}' },
      { reason: "malformed", problem: expect.stringContaining("sum") as string },
    ],
    ["half a document", { text: '{"su', finishReason: "length" }, { reason: "cut-off" }],
    [
      "what was filtered, whatever is left",
      { text: GOOD, finishReason: "content_filter" },
      { reason: "refused" },
    ],
  ];

  it.each(MISSED)("twice %s is no answer, and is said to be none", async (_what, reply, missed) => {
    expect(await ask([reply, reply], SUM)).toEqual(err(missed));
    expect(seedsAsked()).toEqual([11, 12]);
  });

  it("a form with a reading of its own takes part of an answer, or says why none of it", async () => {
    const form: AnswerForm<readonly number[]> = {
      name: "numbers",
      schema: z.object({ numbers: z.array(z.number()) }),
      read: (answer) => {
        const found = z.object({ numbers: z.array(z.unknown()) }).safeParse(answer);
        if (!found.success) return err("there are no numbers");
        return ok(found.data.numbers.filter((each) => typeof each === "number"));
      },
    };
    expect(await ask([{ text: "[]" }, { text: '{"numbers":[1,"two",3]}' }], form)).toEqual(ok([1, 3]));
    expect(server.requests[0]?.body["response_format"]).toMatchObject({
      json_schema: { name: "numbers", schema: { properties: { numbers: { items: { type: "number" } } } } },
    });
  });
});
