import { assert } from "#core/base/assert.ts";
import { isStandIn } from "#core/domain/model-provider.ts";
import type { ModelChoice } from "#core/domain/session.ts";
import { NO_SPEND, type Caps } from "#core/domain/spend.ts";
import type { StandInConfig } from "#core/config/workspace-config.ts";
import { createLedger } from "#core/models/ledger.ts";
import type { ModelLine } from "#core/models/model-line.ts";
import { costUsd, type Price } from "#core/models/prices.ts";
import type { ModelProvider } from "#core/models/provider.ts";
import { STAND_INS } from "#core/app/providers/stand-ins.ts";
import { monotonicClock, sleep } from "#core/app/system.ts";
import type { Replica } from "./messages.ts";

type Asked = { readonly standIn: StandInConfig; readonly price: Price | null; readonly caps: Caps };

/**
 * How a model is opened in another thread; null where it has to be asked in this one: it is reached over a network, calls
 * count against a cap, or which of them goes wrong hangs on how many came before.
 */
export function replicaOf(
  { endpointOrigin }: Pick<ModelProvider, "endpointOrigin">,
  { standIn, price, caps }: Asked,
): Replica | null {
  const isCapped = Object.values(caps).some((cap) => cap !== undefined);
  const isCounting = (standIn.faults ?? []).length > 0;
  return endpointOrigin !== null || isCapped || isCounting ? null : { standIn, price };
}

/**
 * Lines to models that are opened here. One line serves one rollout: its ledger holds what that came to, whatever became
 * of it. Nothing is taped: what answers in this process answers the same again.
 */
export function createReplicas(): (model: ModelChoice, replica: Replica) => ModelLine {
  const providers = new Map<string, ModelProvider>();
  const open = (model: ModelChoice, standIn: StandInConfig): ModelProvider => {
    const key = JSON.stringify([model, standIn]);
    const known = providers.get(key);
    if (known !== undefined) return known;
    assert(isStandIn(model.provider), `${model.provider} answers in this process`);
    const provider = STAND_INS[model.provider]({ sleep, standIn });
    providers.set(key, provider);
    return provider;
  };
  return (model, { standIn, price }) => ({
    provider: open(model, standIn),
    ledger: createLedger({
      caps: {},
      spent: NO_SPEND,
      elapsedMs: 0,
      clock: monotonicClock,
      mayCostUnknown: true,
    }),
    tape: {
      find: () => null,
      put: () => undefined,
      drop: () => undefined,
      charge: () => undefined,
      endRun: () => undefined,
    },
    withPlace: async (work) => work(),
    sleep,
    priceUsd: (usage) => (price === null ? null : costUsd(price, usage)),
    // It always comes to the same.
    retry: async (attempt) => attempt(),
  });
}
