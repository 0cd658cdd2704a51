import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openNewWorkspace, type OpenedWorkspace } from "./open-workspace.ts";

let opened: OpenedWorkspace;

beforeAll(async () => {
  opened = await openNewWorkspace({ from: "order-desk", houseSeed: 1 });
});
afterAll(async () => opened.close());

const TASK = "From: Ida Baker\n\nTwo boxes of LG-511 at 6.67, please.";

async function run(task: string): Promise<string> {
  return (await opened.clientOf("person").runs.run({ task })).trace;
}

describe("two traces side by side, asked through the contract", () => {
  // Would catch anything that is a run's own (ids, times, what was reused) told as a difference.
  it("[T40] the same task run twice is the same throughout, in one bar", async () => {
    const { traces } = opened.clientOf("person");
    const [left, right] = [await run(TASK), await run(TASK)];
    const compared = await traces.compare({ left, right });
    const { spans } = await traces.timeline({ trace: left });
    expect(compared).toMatchObject({
      first: null,
      counts: { same: spans, differing: 0, onlyLeft: 0, onlyRight: 0 },
      lines: [{ kind: "same", count: spans, depth: 0 }],
      more: 0,
    });
    expect(compared.left.figures).toEqual({
      ...compared.right.figures,
      durationMs: compared.left.durationMs,
    });
    expect(compared.left.figures.inputTokens + compared.left.figures.outputTokens).toBe(compared.left.tokens);
    const unfolded = await traces.compare({ left, right, isUnfolded: true });
    expect(unfolded.lines).toHaveLength(spans);
  });

  it("[T40] another task is the first difference, at the words that differ", async () => {
    const { traces } = opened.clientOf("person");
    const [left, right] = [await run(TASK), await run(TASK.replace("Two", "Three"))];
    const { first, lines } = await traces.compare({ left, right });
    expect(first).toMatchObject({ role: "agent", field: "autogenesis.input", line: 0, pointer: "" });
    expect([first?.leftText, first?.rightText]).toEqual([TASK, TASK.replace("Two", "Three")]);
    expect(lines[0]).toMatchObject({ kind: "line", depth: 0 });
  });

  it("[T40] a word in a prompt is the first difference, at the message it stands in", async () => {
    const { traces, resources, history } = opened.clientOf("person");
    const left = await run(TASK);
    const pointer = "/messages/0/sections/2/text";
    const { variables } = await resources.show({ resource: "prompt/order-clerk" });
    const text = String(variables.find((variable) => variable.pointer === pointer)?.value);
    await resources.setVariables({
      resource: "prompt/order-clerk",
      values: [{ pointer, value: `${text} Indeed.` }],
      message: "Say a word more",
    });
    const { first, sameBefore } = await traces.compare({ left, right: await run(TASK) });
    expect(first).toMatchObject({
      role: "model",
      field: "gen_ai.system_instructions",
      pointer: "/0/content",
    });
    expect(sameBefore).toBe(0);
    expect(first?.rightText).toContain("Indeed.");
    await history.undo();
  });

  it("names the trace that is not there", async () => {
    const left = await run(TASK);
    await expect(opened.clientOf("person").traces.compare({ left, right: "beef" })).rejects.toThrow("beef");
  });
});
