import type { Benchmark } from "./benchmark.ts";
import { COMMITS } from "./store/commits.ts";
import { HISTORY } from "./store/history.ts";
import { AGENT_LOOP } from "./agent-loop/agent-loop.ts";
import { EVALUATION } from "./evaluation/evaluation.ts";
import { FIRST_PAINT } from "./first-paint/first-paint.ts";
import { SESSION } from "./session/session.ts";
import { START } from "./start/start.ts";
import { TIMELINE } from "./timeline/timeline.ts";

/** Every benchmark by name, in the order in which `npm run bench` runs them. */
export const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  commits: COMMITS,
  history: HISTORY,
  "agent-loop": AGENT_LOOP,
  evaluation: EVALUATION,
  session: SESSION,
  start: START,
  "first-paint": FIRST_PAINT,
  timeline: TIMELINE,
};
