import type { Proof } from "./proof.ts";

/** Every proof by name. Each is loaded when it runs, so that listing them costs nothing. */
export const PROOFS: Readonly<Record<string, Proof>> = {
  statistics: {
    summary: "false accepts, coverage and power of the gate on simulated sessions",
    options: {
      sessions: { fallback: 2000, meaning: "simulated sessions per scenario" },
      seed: { fallback: 1, meaning: "the seed of every draw" },
    },
    run: async (options) => {
      const { formatStatistics, proveStatistics } = await import("#test/prove/statistics-null.ts");
      const figures = proveStatistics({ sessions: options.number("sessions"), seed: options.number("seed") });
      return { text: formatStatistics(figures), ok: figures.ok, figures };
    },
  },
  "long-trace": {
    summary: "a trace longer than one text can be, written as it goes and read back in bounded memory",
    options: { spans: { fallback: 300_000, meaning: "real-sized spans, 2.4 kB of attributes each" } },
    run: async (options) => {
      const { formatLongTrace, proveLongTrace } = await import("#test/prove/long-trace.ts");
      const figures = proveLongTrace(options.number("spans"));
      return { text: formatLongTrace(figures), ok: figures.ok, figures };
    },
  },
  learn: {
    summary: "what whole sessions learn, with the gate and without it, on the sealed split",
    options: {
      houses: { fallback: "1,2", meaning: "house styles" },
      seeds: { fallback: 5, meaning: "session seeds in each house" },
      iterations: { fallback: 24, meaning: "iterations of each session" },
      metric: { fallback: "either", meaning: "what the gate decides by: either, score or correct" },
      effect: { fallback: 0.01, meaning: "the smallest effect that the gate accepts" },
      arms: { fallback: "gate,none", meaning: "with the gate, and for comparison without it" },
      repeats: { fallback: 2, meaning: "houses, from the first, whose first session is run a second time" },
      parallel: { fallback: 2, meaning: "sessions at a time" },
    },
    run: async (options) => {
      const { formatLearn, parseArms, parseMetric, proveLearn } = await import("#test/prove/learn.ts");
      const figures = await proveLearn({
        houses: options.text("houses").split(",").map(Number),
        seeds: options.number("seeds"),
        metric: parseMetric(options.text("metric")),
        minEffect: options.number("effect"),
        arms: parseArms(options.text("arms")),
        repeats: options.number("repeats"),
        iterations: options.number("iterations"),
        parallel: options.number("parallel"),
        checkpoint: options.checkpoint,
      });
      return { text: formatLearn(figures), ok: figures.ok, figures };
    },
  },
  "kill-resume": {
    summary: "a session killed at any moment resumes to what it would have come to",
    options: {
      kills: { fallback: 20, meaning: "moments drawn over the bytes written" },
      iterations: { fallback: 5, meaning: "iterations of the session" },
      seed: { fallback: 1, meaning: "the seed of the session and of the moments" },
    },
    run: async (options) => {
      const { formatKillResume, proveKillResume } = await import("#test/prove/kill-resume.ts");
      const figures = await proveKillResume({
        kills: options.number("kills"),
        iterations: options.number("iterations"),
        seed: options.number("seed"),
        checkpoint: options.checkpoint,
      });
      return { text: formatKillResume(figures), ok: figures.ok, figures };
    },
  },
  endpoints: {
    summary: "what endpoints are known to do, each played on loopback and met as it is right",
    options: { only: { fallback: "", meaning: "parts of the names of those to play, with commas between" } },
    run: async (options) => {
      const { formatEndpoints, namesHeld, proveEndpoints } = await import("#test/prove/endpoints.ts");
      const { endpointsPage } = await import("#test/prove/endpoints-page.ts");
      const only = options.text("only");
      const figures = await proveEndpoints({ only });
      // A page of a few would call the others not held.
      const page = only === "" ? { page: endpointsPage(namesHeld(figures)) } : {};
      return { text: formatEndpoints(figures), ok: figures.ok, figures, ...page };
    },
  },
  gsm8k: {
    summary: "an evaluation over HTTP with errors, cut streams and malformed tool calls loses no item",
    options: {
      file: {
        fallback: "../shared/data/gsm8k/train.jsonl",
        meaning: "problems with `question` and `answer`",
      },
      items: { fallback: 50, meaning: "problems from the top of the file" },
      seed: { fallback: 1, meaning: "the seed that deals the troubles" },
    },
    run: async (options) => {
      const { formatGsm8k, proveGsm8k } = await import("#test/prove/gsm8k.ts");
      const figures = await proveGsm8k({
        file: options.text("file"),
        items: options.number("items"),
        seed: options.number("seed"),
      });
      return { text: formatGsm8k(figures), ok: figures.ok, figures };
    },
  },
  "no-script": {
    summary: "the simulated model learns permuted labels, understands unseen wordings and obeys its prompt",
    options: {
      house: { fallback: 1, meaning: "house style" },
      seed: { fallback: 1, meaning: "session seed" },
      iterations: { fallback: 24, meaning: "iterations of each session" },
      conventions: { fallback: "all", meaning: "conventions to permute, with commas between" },
      sentences: { fallback: 20, meaning: "learned sentences to delete" },
      parallel: { fallback: 2, meaning: "sessions at a time" },
    },
    run: async (options) => {
      const { formatNoScript, parseConventions, proveNoScript } = await import("#test/prove/no-script.ts");
      const figures = await proveNoScript({
        house: options.number("house"),
        seed: options.number("seed"),
        iterations: options.number("iterations"),
        conventions: parseConventions(options.text("conventions")),
        sentences: options.number("sentences"),
        parallel: options.number("parallel"),
        checkpoint: options.checkpoint,
      });
      return { text: formatNoScript(figures), ok: figures.ok, figures };
    },
  },
};
