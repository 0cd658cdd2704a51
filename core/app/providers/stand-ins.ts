import type { StandInConfig } from "#core/config/workspace-config.ts";
import type { StandInName } from "#core/domain/model-provider.ts";
import type { ModelProvider } from "#core/models/provider.ts";
import type { Sleep } from "#core/models/retry.ts";
import { createSimulatedProvider } from "#core/practice/model/provider.ts";

export type StandInWorld = {
  readonly sleep: Sleep;
  /** How it behaves on the way, as the workspace says. */
  readonly standIn: StandInConfig;
};

/** What answers in this process: no address, no key, no language model. */
export const STAND_INS: Readonly<Record<StandInName, (world: StandInWorld) => ModelProvider>> = {
  simulated: ({ sleep, standIn }) => createSimulatedProvider({ sleep, ...standIn }),
};
