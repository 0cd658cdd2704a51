import { GATEWAYS } from "./gateways.ts";
import { HOSTED } from "./hosted.ts";
import { ON_THIS_MACHINE } from "./on-this-machine.ts";
import { RENTED } from "./rented.ts";
import type { PresetServer } from "./preset-server.ts";

/** A server for each preset, in no order that matters. */
export const PRESET_SERVERS: readonly PresetServer[] = [
  ...ON_THIS_MACHINE,
  ...GATEWAYS,
  ...HOSTED,
  ...RENTED,
];
