import { expect, it } from "vitest";
import { isAskedOfOpenTrace } from "#core/app/apart/live-looks.ts";
import type { Live } from "#core/app/apart/messages.ts";
import { AUTOGENESIS } from "#core/recording/gen-ai.ts";

const TRACE = "ab".repeat(16);
const RUN = "cd".repeat(16);
const LIVE: Live = {
  running: [],
  goingOn: [],
  open: [
    {
      trace: TRACE,
      root: {
        trace: TRACE,
        span: "1".repeat(16),
        parent: null,
        name: "invoke_agent slow",
        kind: "internal",
        startUs: 1,
        endUs: null,
        error: null,
        attributes: { [AUTOGENESIS.run]: RUN },
      },
      revision: 1,
      spans: 1,
      errors: 0,
    },
  ],
};

// Asked here, of a root alone, it would be shown without its other spans or not be found at all.
it.each([
  ["its id", { trace: TRACE }, true],
  ["the beginning of it, in capitals", { trace: TRACE.slice(0, 6).toUpperCase() }, true],
  ["its run's id", { trace: RUN }, true],
  ["its run's id in capitals", { trace: RUN.toUpperCase() }, true],
  ["another id", { trace: "ef".repeat(16) }, false],
  ["what traces say", { text: "slow" }, true],
  ["nothing in particular", {}, false],
])("[C25] a trace that goes on is asked where it does by %s", (_what, input, isAsked) => {
  expect(isAskedOfOpenTrace(input, LIVE)).toBe(isAsked);
  expect(isAskedOfOpenTrace(input, { ...LIVE, open: [] })).toBe(false);
});
