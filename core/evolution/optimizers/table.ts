import type { Optimizers } from "./optimizer.ts";
import { reflection } from "./reflection.ts";

/** One row per optimizer. */
export const OPTIMIZERS_AT_WORK: Optimizers = { reflection };
