import { createSimulatedProvider } from "#core/practice/model/provider.ts";
import { ADDRESSES } from "./addresses.ts";
import type { Preset } from "./preset.ts";

/** The stand-in that is part of the program: no address, no key. */
export const SIMULATED: Preset = {
  ...ADDRESSES.simulated,
  open: (_model, { sleep, standIn }) => createSimulatedProvider({ sleep, ...standIn }),
};
