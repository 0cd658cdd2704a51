import { setTimeout as delay } from "node:timers/promises";
import { isJsonObject, type Json } from "#core/base/json.ts";
import { err, ok } from "#core/base/result.ts";
import { parseContent } from "#core/domain/content/content.ts";
import type { EnvironmentContent } from "#core/domain/content/environment.ts";
import type { EnvironmentType } from "#core/environments/environment.ts";

/** What an environment of a test does at each turn of its life, and what happened to it so far. */
export type Planted = {
  readonly type: EnvironmentType;
  readonly happened: string[];
};

export type PlantedOptions = {
  readonly opens?: EnvironmentType["opens"];
  readonly actionTimeoutMs?: number;
  /** Called while it opens, acts and closes: what it throws or waits for is what happens there. */
  readonly onOpen?: (signal: AbortSignal) => Promise<void>;
  readonly onAct?: (input: Json, signal: AbortSignal) => Promise<void>;
  readonly onObserve?: () => Promise<void>;
  readonly onClose?: () => Promise<void>;
  readonly problems?: readonly string[];
};

/** A type of environment that counts, asynchronous wherever the interface lets one be. */
export function plantEnvironment(name: string, options: PlantedOptions = {}): Planted {
  const happened: string[] = [];
  const { opens = "with-the-rollout", actionTimeoutMs = 1000, problems = [] } = options;
  const type: EnvironmentType = {
    implementation: "planted/1",
    opens,
    actionTimeoutMs,
    findProblems: async () => {
      await delay(1);
      return problems;
    },
    begin: (content, given) =>
      isJsonObject(given["count"] ?? null) ? err("it counts in numbers") : ok({ ...content, given }),
    open: async (content, signal) => {
      happened.push(`open ${name}`);
      await delay(1);
      await options.onOpen?.(signal);
      let count = startOf(content);
      return {
        perform: async (_action, input, ended) => {
          await options.onAct?.(input, ended);
          count += 1;
          return ok({ count });
        },
        state: async () => {
          await options.onObserve?.();
          return { count };
        },
        close: async () => {
          happened.push(`close ${name}`);
          await options.onClose?.();
        },
      };
    },
  };
  return { type, happened };
}

function startOf(content: EnvironmentContent): number {
  const { given } = content as { readonly given?: { readonly count?: number } };
  return given?.count ?? 0;
}

/** The content of an environment with one action, which is named after it. */
export function plantedContent(name: string): EnvironmentContent {
  const parsed = parseContent("environment", {
    description: "Counts.",
    mask: [],
    type: "filesystem",
    actions: [
      {
        name: `count_${name}`,
        description: "Counts.",
        inputSchema: { type: "object", properties: {} },
        effect: "write",
      },
    ],
    rules: `Count in ${name}.`,
    initialState: { files: {} },
    config: { maxFileBytes: 1 },
  });
  if (!parsed.ok || parsed.value.kind !== "environment") throw new Error("the fixture has no valid form");
  return parsed.value.content;
}
