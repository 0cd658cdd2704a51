import { join } from "node:path";
import type { SessionDocument } from "#core/contract/sessions.ts";
import { answerAsMarbles, MARBLE_MODEL, marbleLines, type MarbleOptions } from "./marble-model.ts";
import { startOpenAiServer, type OpenAiServer, type OpenAiServerOptions } from "./openai-server.ts";
import {
  copyWorkspace,
  makeFolder,
  makeOrderDesk,
  openTestWorkspace,
  type TestWorkspace,
} from "./test-workspace.ts";

/** About 75 train (a third dev), 37 validation, 37 test: enough for the gate to see a colour learned. */
const ITEMS = 150;

/** Adds the marbles to an Order desk workspace, whose `solver` agent is to learn to count them. */
export async function addMarbles({ client }: TestWorkspace): Promise<void> {
  await client.data.import({
    name: "marbles",
    source: { text: marbleLines(ITEMS) },
    format: "jsonl",
    scorer: { type: "exact" },
  });
}

/** The marble model behind real HTTP. */
export async function serveMarbles(
  options: MarbleOptions & Omit<OpenAiServerOptions, "reply"> = {},
): Promise<OpenAiServer> {
  // Few events per answer: a session asks hundreds of times.
  return startOpenAiServer({
    chunkCharacters: 200,
    ...options,
    reply: (request) => answerAsMarbles(request, options),
  });
}

export type MarbleDesk = {
  readonly desk: TestWorkspace;
  readonly server: OpenAiServer;
  readonly close: () => Promise<void>;
};

/** An Order desk workspace with the marbles in it, and the server that answers for their model. */
export async function openMarbleDesk(): Promise<MarbleDesk> {
  const { folder, remove } = makeFolder();
  const desk = openTestWorkspace(await makeOrderDesk(folder));
  await addMarbles(desk);
  const server = await serveMarbles();
  return {
    desk,
    server,
    close: async () => {
      await desk.close();
      await server.close();
      remove();
    },
  };
}

export type MarbleTemplate = {
  /** The one that is copied. */
  readonly template: string;
  /** Opens a copy of its own, for a test that is not to see what others did. */
  readonly openCopy: () => TestWorkspace;
  readonly remove: () => void;
};

/** An Order desk workspace with the marbles in it, made once and copied as often as wanted. */
export async function makeMarbleTemplate(): Promise<MarbleTemplate> {
  const { folder, remove } = makeFolder();
  const template = join(folder, "template");
  const made = openTestWorkspace(await makeOrderDesk(folder));
  await addMarbles(made);
  await made.close();
  copyWorkspace(made.folder, template);
  let copies = 0;
  return {
    template,
    openCopy: () => {
      copies += 1;
      return openTestWorkspace(copyWorkspace(template, join(folder, `copy-${copies}`)));
    },
    remove,
  };
}

type StartInput = Parameters<TestWorkspace["client"]["sessions"]["start"]>[0];

/**
 * Starts a session of the solver on marbles against the server; small, and in one thread, unless said otherwise: another
 * takes as long to start as the whole session, decides the same, and has tests of its own.
 */
export async function startMarbles(
  { client }: TestWorkspace,
  { baseUrl }: Pick<OpenAiServer, "baseUrl">,
  input: StartInput = {},
): Promise<SessionDocument> {
  return client.sessions.start({
    agent: "solver",
    dataset: "marbles",
    model: { ...MARBLE_MODEL, baseUrl },
    iterations: 2,
    approve: "gate",
    workers: 1,
    ...input,
    set: { minibatch: 12, hypotheses: 1, ...input.set },
  });
}
