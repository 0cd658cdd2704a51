import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import { afterEach, beforeEach, expect, it } from "vitest";
import { assertDefined } from "#core/base/assert.ts";
import { AUTOGENESIS } from "#core/recording/gen-ai.ts";
import { commitView } from "#core/resources/commit.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import { edited } from "#test/support/agent-bench.ts";
import { answerAsMarbles, outputName } from "#test/support/marble-model.ts";
import { openMarbleDesk, startMarbles, type MarbleDesk } from "#test/support/marble-workspace.ts";
import { startOpenAiServer, type OpenAiServer, type ServerRequest } from "#test/support/openai-server.ts";
import { waitForEnd } from "#test/support/test-workspace.ts";

let marbles: MarbleDesk;
let server: OpenAiServer;

beforeEach(async () => {
  marbles = await openMarbleDesk();
  giveMemory(marbles);
});
afterEach(async () => {
  await marbles.close();
  await server.close();
});

/** The solver gets the desk's memory, whose records are learnable. */
function giveMemory({ desk }: MarbleDesk): void {
  const { store, clock } = desk.workspace.contextFor(desk.workspace.person);
  const head = store.headBranch.commit();
  const view = viewAtCommit(store, head);
  const solver = view.get("agent/solver").resource.content;
  const content = { ...solver, memory: ["house-notes"] };
  const wider = edited(desk, view, { type: "update", resource: "agent/solver", content });
  const message = "Let the solver remember";
  store.durable(() =>
    commitView(store, wider, {
      branch: MAIN_BRANCH,
      base: head,
      author: { kind: "person", name: "test" },
      message,
      at: clock.now(),
      operation: { kind: "edit", label: message },
    }),
  );
}

const isAboutNotes = (request: ServerRequest): boolean => outputName(request) === "insights";

it("notes that are no answer in the asked form are asked for once more, as every operator's question is", async () => {
  const { desk } = marbles;
  let asked = 0;
  server = await startOpenAiServer({
    chunkCharacters: 200,
    reply: (request) => {
      if (!isAboutNotes(request)) return answerAsMarbles(request);
      asked += 1;
      return asked === 1 ? { text: "They count marbles." } : { text: insightOn(request) };
    },
  });
  const end = await waitForEnd(desk.client, await startMarbles(desk, server, { iterations: 1 }));
  expect(end).toMatchObject({ stopped: { by: "iterations" } });
  const seeds = server.requests.filter(isAboutNotes).map(({ body }) => body["seed"]);
  expect([seeds.length, new Set(seeds).size]).toEqual([2, 2]);
  const proposals = await desk.client.proposals.list({});
  expect(proposals.find(({ summary }) => summary.startsWith("Remember"))).toMatchObject({ status: "draft" });
  const named = desk.store.traces.newest(2000).find(({ name }) => name.startsWith("remember"));
  const spans = desk.store.traces.spans(assertDefined(named, "the operator's trace").id);
  expect(
    spans.filter(({ attributes }) => attributes[AUTOGENESIS.resource] === "prompt/rememberer"),
  ).toHaveLength(2);
});

/** One note that cites the first span that was shown. */
function insightOn({ body }: ServerRequest): string {
  const shown = body.messages.map(({ content }) => content ?? "").join("\n");
  const [, span] = assertDefined(/"span":"([0-9a-f]+)"/.exec(shown) ?? undefined, "a span that was shown");
  const insight = { type: "insight", text: "Count red marbles.", importance: 0.9, spans: [span] };
  return JSON.stringify({ insights: [insight] });
}
