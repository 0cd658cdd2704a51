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
};
