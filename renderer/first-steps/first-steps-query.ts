import { usableNames } from "#renderer/store/choose-default.ts";
import type { Query } from "#renderer/store/queries.ts";

export type FirstSteps = {
  /** A connection that is no stand-in and can be asked. */
  readonly hasModel: boolean;
  /** A prompt beside those that came with the program. */
  readonly hasOwnPrompt: boolean;
  readonly hasData: boolean;
};

/** How far a workspace has come that begins with nothing. */
export const firstStepsQuery: Query<FirstSteps> = {
  key: "resources.first-steps",
  topics: ["resources", "data", "settings"],
  read: async (client) => {
    const [connections, prompts, datasets] = await Promise.all([
      client.connections.list(),
      client.resources.list({ kind: "prompt" }),
      client.data.list(),
    ]);
    return {
      hasModel: connections.some(
        ({ isStandIn, problem, declared, keys }) =>
          !isStandIn &&
          problem === null &&
          (declared !== null || keys.some(({ origin }) => origin !== "none")),
      ),
      hasOwnPrompt: usableNames(prompts).some((name) => !BUILT_IN.has(name)),
      hasData: datasets.some(({ isArchived }) => !isArchived),
    };
  },
};

/** The optimizers' own, which every workspace has. */
const BUILT_IN: ReadonlySet<string> = new Set(["improver", "reflector", "rememberer"]);
