import { afterAll, afterEach, beforeAll } from "vitest";
import { assertDefined } from "#core/base/assert.ts";
import { startOpenAiServer, type OpenAiServer, type OpenAiServerOptions } from "./openai-server.ts";
import { makeFolder, makeOrderDesk, openTestWorkspace, type TestWorkspace } from "./test-workspace.ts";

export type SharedDesk = {
  readonly desk: TestWorkspace;
  /** The server of this test, once `serve` has started it. */
  readonly server: OpenAiServer;
  /** Starts a model's server for one test; it is closed after it. */
  readonly serve: (options: OpenAiServerOptions) => Promise<OpenAiServer>;
};

/** For a file whose tests only read the workspace, or add to it what no other minds: one Order desk for them all. */
export function shareDesk(): SharedDesk {
  const { folder, remove } = makeFolder();
  let desk: TestWorkspace;
  let server: OpenAiServer | undefined;
  beforeAll(async () => {
    desk = openTestWorkspace(await makeOrderDesk(folder));
  });
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });
  afterAll(async () => {
    await desk.close();
    remove();
  });
  return {
    get desk() {
      return desk;
    },
    get server() {
      return assertDefined(server, "the server of this test");
    },
    serve: async (options) => (server = await startOpenAiServer(options)),
  };
}
