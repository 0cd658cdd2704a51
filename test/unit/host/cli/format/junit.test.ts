import { expect, it } from "vitest";
import { toJunit } from "#core/host/cli/format/junit.ts";
import type { Played } from "#core/host/cli/format/replay.ts";

const REPLAY: NonNullable<Played["replay"]> = {
  replay: "p",
  run: "r",
  trace: "t",
  tools: "tape",
  at: "2026-01-01T00:00:00.000Z",
  divergedSpan: null,
  isIdentical: true,
  reused: 1,
  entries: 1,
  exact: 1,
  cosmetic: 0,
  recomputed: 0,
  unmatched: 0,
  networkCalls: 0,
  effects: { performed: 0, skipped: 0 },
  runtime: { recorded: "c", now: "c" },
  firstDivergence: null,
};

it("[T22] what diverged has failed, what has no tape is an error, and no text of a run breaks the XML", () => {
  const xml = toJunit([
    { run: "same", replay: REPLAY, error: null },
    {
      run: "other",
      replay: {
        ...REPLAY,
        isIdentical: false,
        firstDivergence: {
          path: "m/1",
          class: "arguments",
          fields: ["/messages/0/content"],
          expected: 'a < b && "c"\u0000\uD800',
          got: "]]></failure>",
        },
      },
      error: null,
    },
    { run: "none", replay: null, error: { code: "tape-missing", message: 'no "tape"' } },
  ]);
  expect(xml).toContain('<testsuites name="replay" tests="3" failures="1" errors="1">');
  expect(xml).toContain('<testcase classname="replay" name="same"/>');
  expect(xml).toContain('<error type="tape-missing" message="no &quot;tape&quot;"/>');
  expect(xml).toContain('message="first at m/1: arguments /messages/0/content"');
  expect(xml.match(/<\/failure>/g)).toHaveLength(1);
  expect(xml).not.toMatch(/[\u0000-\u0008\uD800-\uDFFF]/);
});
