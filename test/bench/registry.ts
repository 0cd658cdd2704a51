import type { Benchmark } from "./benchmark.ts";
import { COMMITS } from "./store/commits.ts";
import { LONG_HISTORY } from "./store/long-history.ts";
import { HISTORY } from "./store/history.ts";
import { AGENT_LOOP } from "./agent-loop/agent-loop.ts";
import { EVALUATION } from "./evaluation/evaluation.ts";
import { FIRST_PAINT } from "./first-paint/first-paint.ts";
import { LINEAGE } from "./lineage/lineage.ts";
import { SESSION } from "./session/session.ts";
import { THREADS } from "./session/threads.ts";
import { START } from "./start/start.ts";
import { TIMELINE } from "./timeline/timeline.ts";
import { TRACE_LIST } from "./traces/trace-list.ts";
import { TRACES } from "./traces/traces.ts";
import { WINDOW } from "./window/window.ts";

/** Every benchmark by name, in the order in which `npm run bench` runs them. */
export const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  commits: COMMITS,
  history: HISTORY,
  "long-history": LONG_HISTORY,
  "agent-loop": AGENT_LOOP,
  evaluation: EVALUATION,
  session: SESSION,
  threads: THREADS,
  start: START,
  "first-paint": FIRST_PAINT,
  timeline: TIMELINE,
  traces: TRACES,
  "trace-list": TRACE_LIST,
  lineage: LINEAGE,
  window: WINDOW,
};
