import { describe, expect, it } from "vitest";
import type { Json } from "#core/base/json.ts";
import type { ParentMessage } from "#core/sandbox/messages.ts";
import type { ProcessHost } from "#core/sandbox/process-host.ts";
import { createSandbox } from "#core/sandbox/sandbox.ts";

/** What a child says after it was told to run call number `id`; `end` makes its process end. */
type Script = (id: number, say: (message: unknown) => void, end: () => void) => void;

/** A host whose children follow a script instead of running anything: no real child lies on command. */
function scriptedHost(script: Script, isSilent = false): ProcessHost & { readonly killed: () => number } {
  let killed = 0;
  return {
    killed: () => killed,
    confinement: () => ({ process: "permissions", system: "none" }),
    start: () => {
      const exit = Promise.withResolvers<string>();
      let say: (message: unknown) => void = () => undefined;
      return {
        pid: undefined,
        send: (message) => {
          const parent = message as ParentMessage;
          if (parent.type === "run") {
            script(parent.id, say, () => {
              exit.resolve("it ended");
            });
          }
        },
        onMessage: (listener) => {
          say = listener;
          if (!isSilent)
            queueMicrotask(() => {
              say({ type: "ready" });
            });
        },
        onExit: (listener) => void exit.promise.then(listener),
        kill: () => {
          killed += 1;
          exit.resolve("it was killed");
        },
        keepParentAlive: () => undefined,
      };
    },
  };
}

const asked: string[] = [];
const host = {
  granted: (args: Json) => {
    asked.push(JSON.stringify(args));
    return Promise.resolve(null);
  },
  secret: () => {
    asked.push("secret");
    return Promise.resolve("secret");
  },
};
const LIMITS = { startTimeoutMs: 50, killGraceMs: 20, maxCapabilityCalls: 3 };

async function outcomeOf(processHost: ProcessHost): Promise<Json> {
  const sandbox = createSandbox({ processHost, limits: LIMITS });
  const run = { code: "", input: null, capabilities: ["granted"], host, timeoutMs: 30 };
  const result = await sandbox.run(run, new AbortController().signal);
  return result.ok ? result.value.output : `!${result.error.kind}`;
}

const end = { logs: [], retire: false };
const done = (id: number, output: string): object => ({ type: "done", id, output, ...end });
const request = (id: number, name: string, args = "1"): object => ({
  type: "request",
  id,
  request: 1,
  name,
  args,
});

const CASES: readonly (readonly [title: string, script: Script, outcome: Json, isKilled: boolean])[] = [
  [
    "an honest child is left alone",
    (id, say) => {
      say(done(id, "1"));
    },
    1,
    false,
  ],
  [
    "a message of no known form",
    (_id, say) => {
      say({ type: "gift" });
    },
    "!crashed",
    true,
  ],
  [
    "a message that is no object",
    (_id, say) => {
      say(null);
    },
    "!crashed",
    true,
  ],
  [
    "a failure that only the parent may declare",
    (id, say) => {
      say({ type: "failed", id, kind: "cancelled", message: "", ...end });
    },
    "!crashed",
    true,
  ],
  [
    "an output that is no JSON",
    (id, say) => {
      say(done(id, "{"));
    },
    "!bad-output",
    false,
  ],
  [
    "an output that sets a prototype",
    (id, say) => {
      say(done(id, '{"__proto__": 1}'));
    },
    "!bad-output",
    false,
  ],
  [
    "a capability that was not granted",
    (id, say) => {
      say(request(id, "secret"));
    },
    "!crashed",
    true,
  ],
  [
    "a capability that is a property of every object",
    (id, say) => {
      say(request(id, "constructor"));
    },
    "!crashed",
    true,
  ],
  [
    "more capability calls than allowed",
    (id, say) => {
      for (let call = 0; call < 4; call += 1) say(request(id, "granted"));
    },
    "!crashed",
    true,
  ],
  ["silence", () => undefined, "!timeout", true],
  [
    "messages for another call are not for this one",
    (id, say) => {
      say(done(id + 1, '"wrong"'));
      say(done(id, "1"));
    },
    1,
    false,
  ],
  [
    "a second result comes too late",
    (id, say) => {
      say(done(id, "1"));
      say(done(id, "2"));
    },
    1,
    false,
  ],
  [
    "a child that asks to be replaced is, after its answer",
    (id, say) => {
      say({ ...done(id, "1"), retire: true });
    },
    1,
    true,
  ],
  [
    "a child that ends in the middle",
    (_id, _say, stop) => {
      stop();
    },
    "!crashed",
    true,
  ],
];

describe("a child that lies gets nothing by it", () => {
  it.each(CASES)("%s", async (_title, script, outcome, isKilled) => {
    asked.length = 0;
    const processHost = scriptedHost(script);
    expect([await outcomeOf(processHost), processHost.killed() > 0]).toEqual([outcome, isKilled]);
    expect(asked).not.toContain("secret");
  });

  it("one that never becomes ready", async () => {
    const processHost = scriptedHost(() => expect.unreachable("it was told to run"), true);
    expect([await outcomeOf(processHost), processHost.killed() > 0]).toEqual(["!crashed", true]);
  });

  it("arguments that set a prototype never reach the capability", async () => {
    asked.length = 0;
    const script: Script = (id, say) => {
      say(request(id, "granted", '{"__proto__": {}}'));
      say(request(id, "granted", '{"path": 1}'));
      setTimeout(say, 5, done(id, "1"));
    };
    expect([await outcomeOf(scriptedHost(script)), asked]).toEqual([1, ['{"path":1}']]);
  });
});
