import type { StandInConfig } from "#core/config/workspace-config.ts";
import type { ModelChoice } from "#core/domain/session.ts";
import type { ModelProvider } from "#core/models/provider.ts";
import type { Sleep } from "#core/models/retry.ts";
import type { Address } from "./addresses.ts";

/** What a provider is opened with: how this program reaches out, and where its keys are. */
export type ProviderWorld = {
  /** The key in a variable, asked for at every call; null where there is none. */
  readonly findKey: (variable: string) => string | null;
  /** Asked for once, by providers that reach out. */
  readonly openFetch: () => typeof globalThis.fetch;
  readonly sleep: Sleep;
  /** How the stand-in behaves on the way, as the workspace says. */
  readonly standIn: StandInConfig;
};

/** What the first half of PROVIDER/NAME stands for. */
export interface Preset extends Address {
  /** The provider of this choice. Throws config-invalid for an address that cannot be one. */
  open(model: ModelChoice, world: ProviderWorld): ModelProvider;
}
