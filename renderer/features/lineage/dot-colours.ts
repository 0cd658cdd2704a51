import type { LineageRole } from "./lineage-node.ts";

/** The colour of each role's dot, by the name of its token. */
export const DOT_COLOURS: Readonly<Record<LineageRole, string>> = {
  seed: "--text-soft",
  edit: "--text-soft",
  approved: "--good-fill",
  restored: "--category-1",
  unassessed: "--undecided-fill",
  assessing: "--running-fill",
  waiting: "--accent",
  deferred: "--text-soft",
  rejected: "--bad-fill",
  "sent-back": "--text-soft",
  superseded: "--text-soft",
  refused: "--bad-fill",
  failed: "--bad-fill",
};
