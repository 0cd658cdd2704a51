import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { JsonObject } from "#core/base/json.ts";
import { toOptimizerEdits, type OptimizerChange } from "#core/app/workspace/optimizer-edits.ts";
import { applyEdits } from "#core/app/workspace/settings-file.ts";

function save(text: string, change: OptimizerChange): string {
  const { session = {} } = (parse(text) ?? {}) as { session?: JsonObject };
  return applyEdits(text, toOptimizerEdits(session, change));
}

const change = (settings: OptimizerChange["settings"]): OptimizerChange => ({ type: "reflection", settings });

describe("what workspace.yaml says of the optimizer after a change", () => {
  const CASES: readonly (readonly [what: string, before: string, change: OptimizerChange, after: string])[] =
    [
      [
        "its first setting",
        "session:\n  stallAfter: 3\n",
        change({ minibatch: 12 }),
        "session:\n  stallAfter: 3\n  optimizer:\n    type: reflection\n    minibatch: 12\n",
      ],
      [
        "one more, between comments",
        "session:\n  # as tried in May\n  optimizer:\n    type: reflection\n    # few\n    minibatch: 12\n",
        change({ hypotheses: 1 }),
        "session:\n  # as tried in May\n  optimizer:\n    type: reflection\n    # few\n    minibatch: 12\n    hypotheses: 1\n",
      ],
      [
        "flat ones move to it",
        "session:\n  minibatch: 12\n  temperature: 0\n",
        change({ hypotheses: 1 }),
        "session:\n  optimizer:\n    type: reflection\n    minibatch: 12\n    temperature: 0\n    hypotheses: 1\n",
      ],
      [
        "a flat one is taken out",
        "# mine\nagent: a\nsession:\n  minibatch: 12\n",
        change({ minibatch: null }),
        "# mine\nagent: a\n",
      ],
      [
        "the last one is taken out",
        "caps:\n  maxCalls: 5\nsession:\n  optimizer:\n    type: reflection\n    minibatch: 12\n",
        change({ minibatch: null }),
        "caps:\n  maxCalls: 5\n",
      ],
      [
        "one of two is taken out",
        "session:\n  optimizer:\n    type: reflection\n    minibatch: 12\n    hypotheses: 2\n",
        change({ minibatch: null }),
        "session:\n  optimizer:\n    type: reflection\n    hypotheses: 2\n",
      ],
      [
        "its name alone before",
        "session:\n  optimizer: reflection\n",
        change({ minibatch: 12 }),
        "session:\n  optimizer:\n    type: reflection\n    minibatch: 12\n",
      ],
      [
        "what was set for another goes",
        "session:\n  optimizer:\n    type: other\n    group: 4\n",
        change({ minibatch: 12 }),
        "session:\n  optimizer:\n    type: reflection\n    minibatch: 12\n",
      ],
    ];
  it.each(CASES)("%s", (_what, before, wanted, after) => {
    expect(save(before, wanted)).toBe(after);
  });
});
