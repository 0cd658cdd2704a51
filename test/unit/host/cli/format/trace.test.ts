import { expect, it } from "vitest";
import type { SpanRecord } from "#core/domain/run.ts";
import { formatSystem, formatTree } from "#core/host/cli/format/trace.ts";

const message = (role: string, content: string) => ({ role, parts: [{ type: "text", content }] });

function span(id: string, parent: string | null, facts: Partial<SpanRecord>): SpanRecord {
  return {
    ...{ trace: "t", span: id, parent, name: id, kind: "internal", startUs: 0, endUs: 1500, error: null },
    attributes: {},
    ...facts,
  };
}

function chat(id: string, input: readonly object[], output: readonly object[]): SpanRecord {
  return span(id, "run", {
    attributes: {
      "gen_ai.operation.name": "chat",
      "gen_ai.usage.input_tokens": 9,
      "gen_ai.usage.output_tokens": 2,
      "gen_ai.input.messages": JSON.stringify(input),
      "gen_ai.output.messages": JSON.stringify(output),
    },
  });
}

const LONG = "much ".repeat(50).trim();
const call = {
  role: "assistant",
  parts: [{ type: "tool_call", id: "1", name: "look", arguments: { at: 3 } }],
};
const TRACE = [
  span("run", null, { attributes: { "gen_ai.operation.name": "invoke_agent" } }),
  chat("first", [message("user", `order\n${LONG}`)], [call]),
  span("look", "run", {
    error: "nothing there",
    attributes: {
      "gen_ai.operation.name": "execute_tool",
      "autogenesis.resource.id": "tool/look",
      "autogenesis.resource.version": "0123456789",
      "gen_ai.tool.call.arguments": '{"at":3}',
      "gen_ai.tool.call.result": '"none"',
    },
  }),
  chat(
    "second",
    [message("user", `order\n${LONG}`), call],
    [
      {
        role: "assistant",
        parts: [
          { type: "reasoning", content: "It is there." },
          { type: "text", content: "done" },
        ],
      },
    ],
  ),
];

it("[C27] what models and tools were told and answered stands under each, once, on a line", () => {
  const short = `order ${LONG}`.slice(0, 140);
  expect(formatTree(TRACE, { isFull: false }).split("\n")).toEqual([
    "run  1.5 ms",
    "  first  1.5 ms  9 → 2 tokens",
    `      user: ${short}… (255 characters)`,
    '      assistant: calls look({"at":3})',
    "  look  1.5 ms  ✕ nothing there",
    "      of: tool/look 0123456",
    '      input: {"at":3}',
    '      output: "none"',
    "  second  1.5 ms  9 → 2 tokens",
    "      assistant: thinks: It is there.",
    "      assistant: done",
  ]);
});

it("[C27] and whole, line by line, where all of it is asked for", () => {
  expect(formatTree(TRACE, { isFull: true })).toContain(`      user: order\n        ${LONG}\n`);
});

it("[C27] the versions in force are named, with the commits that brought them in", () => {
  const versions = [
    { resource: "agent/clerk", version: "aaaaaaaaaa", label: "1.0.1", commit: "bbbbbbbbbb", isAtHead: true },
    { resource: "prompt/rules", version: "cccccccccc", label: null, commit: null, isAtHead: false },
  ] as const;
  expect(formatSystem({ closure: "x", model: "desk-1", isSimulated: true, versions: [...versions] })).toEqual(
    [
      "model    desk-1 (simulated)",
      "versions in force",
      "  agent/clerk   1.0.1  from bbbbbbb",
      "  prompt/rules  ccccccc  never committed, not at head any more",
    ],
  );
  expect(formatSystem(null)).toEqual([]);
});

it("[M25] a call that another model answered says which, and which did not and why", () => {
  const answered = span("chat big", null, {
    attributes: {
      "autogenesis.route.answered_by": "corp/small",
      "autogenesis.route.passed_over": ["backup/big: model-unavailable"],
    },
  });
  expect(formatTree([answered], { isFull: false })).toBe(
    "chat big  1.5 ms  answered by corp/small, after backup/big: model-unavailable",
  );
});
