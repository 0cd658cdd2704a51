import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { findSystemWall } from "#core/sandbox/walls/system.ts";
import { openNewWorkspace, type OpenedWorkspace } from "./open-workspace.ts";

let opened: OpenedWorkspace;
const yaml = () => join(opened.folder, "workspace.yaml");

beforeAll(async () => {
  opened = await openNewWorkspace({ from: "order-desk", houseSeed: 1 }, { GEMINI_API_KEY: "from outside" });
});
afterAll(async () => opened.close());

describe("settings, asked through the contract", () => {
  it("[T9] say which walls stand around evolved code here", async () => {
    const { evolvedCode } = await opened.clientOf("person").settings.read();
    expect(evolvedCode).toEqual({ process: "permissions", system: findSystemWall()?.name ?? "none" });
  });

  it("what is saved is in the file with its comments, in force at once, and in the audit chain", async () => {
    const client = opened.clientOf("person");
    const before = await client.settings.read();
    expect(before).toMatchObject({
      agent: "order-clerk",
      caps: {},
      written: ["gate.minEffect"],
      problem: null,
    });
    const usual = { type: "reflection", minibatch: 40, hypotheses: 3 };
    expect(before.session).toMatchObject({ gate: { minEffect: 0.01 }, optimizer: usual });

    const optimizer = { type: "reflection", settings: { minibatch: 12 } } as const;
    const after = await client.settings.save({ caps: { maxCalls: 500 }, optimizer });
    expect(after).toMatchObject({
      caps: { maxCalls: 500 },
      optimizerWritten: ["minibatch"],
      session: { optimizer: { minibatch: 12 } },
    });
    expect(readFileSync(yaml(), "utf8")).toContain("# A true rule may concern one order in fifty");

    const session = await client.sessions.start({ iterations: 1, approve: "ask" });
    expect(session.caps).toEqual({ maxCalls: 500 });
    await client.sessions.stop({ session: session.session });
    const { store } = opened.workspace.contextFor(opened.workspace.person);
    const edits = [...store.audit.entries()].filter(({ type }) => type === "policy");
    expect(edits.map(({ body }) => body["changes"])).toEqual([
      [
        { setting: "caps.maxCalls", value: 500 },
        { setting: "session.optimizer.type", value: "reflection" },
        { setting: "session.optimizer.minibatch", value: 12 },
      ],
    ]);
    const undone = { ...optimizer, settings: { minibatch: null } };
    expect(await client.settings.save({ caps: { maxCalls: null }, optimizer: undone })).toEqual(before);
  });

  it("[P15] rules of one's own are saved, audited, and those that a session began with decide in it", async () => {
    const client = opened.clientOf("person");
    await expect(client.sessions.start({ approve: "rules" })).rejects.toMatchObject({
      data: { code: "config-invalid" },
    });
    await expect(client.settings.save({ approve: "rules" })).rejects.toMatchObject({
      data: { code: "config-invalid" },
    });
    const policy = [
      { name: "prompts alone", when: { verdicts: ["accept"], kinds: ["prompt"] }, action: "approve" },
      { name: "the rest", when: {}, action: "block" },
    ] as const;
    const saved = await client.settings.save({
      policy: policy as never,
      approve: "rules",
    });
    expect(saved).toMatchObject({ approve: "rules" });
    expect(saved.policies.find(({ approve }) => approve === "rules")?.rules).toEqual(policy);
    expect(readFileSync(yaml(), "utf8")).toContain("prompts alone");
    const { store } = opened.workspace.contextFor(opened.workspace.person);
    const [last] = [...store.audit.entries()].filter(({ type }) => type === "policy").toReversed();
    expect(last?.body["changes"]).toEqual([
      { setting: "approve", value: "rules" },
      { setting: "policy", value: policy },
    ]);

    const session = await client.sessions.start({ iterations: 1 });
    expect(session.approve).toBe("rules");
    await client.sessions.stop({ session: session.session });
    await client.settings.save({ policy: null, approve: null });
    expect(store.sessions.find(session.session)?.config.policy).toEqual(policy);
    const usual = await client.sessions.start({ iterations: 1 });
    expect(usual.approve).toBe("ask");
    await client.sessions.stop({ session: usual.session });
  });

  const ASKS = { name: "ask", when: {}, action: "ask" } as const;
  const REFUSED: ReadonlyArray<
    readonly [title: string, change: Parameters<WorkspaceClient["settings"]["save"]>[0], code: string]
  > = [
    ["an effect over all", { session: { "gate.minEffect": 4 } }, "config-invalid"],
    ["rules of which two have the same name", { policy: [{ ...ASKS }, { ...ASKS }] }, "config-invalid"],
    ["an agent that is not there", { agent: "nobody" }, "resource-missing"],
    ["a dataset that is not there", { dataset: "nothing" }, "dataset-missing"],
  ];
  it.each(REFUSED)("%s is refused and the file stays as it was", async (_title, change, code) => {
    const text = readFileSync(yaml(), "utf8");
    const saving = opened.clientOf("person").settings.save(change);
    await expect(saving).rejects.toMatchObject({ data: { code } });
    expect(readFileSync(yaml(), "utf8")).toBe(text);
  });

  it("a file that somebody broke is told of, and the settings from before stay in force", async () => {
    const text = readFileSync(yaml(), "utf8");
    writeFileSync(yaml(), `${text}\nagnet: typo\n`);
    const told = await opened.clientOf("person").settings.read();
    expect(told.problem).toContain("agnet");
    expect(told.agent).toBe("order-clerk");
    writeFileSync(yaml(), text);
    expect((await opened.clientOf("person").settings.read()).problem).toBeNull();
  });

  it("nobody but a person changes settings", async () => {
    const client = opened.clientOf("optimizer");
    const refused = { data: { code: "path-refused" } };
    await expect(client.settings.save({ session: { "gate.minEffect": 0 } })).rejects.toMatchObject(refused);
  });
});
