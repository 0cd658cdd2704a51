import type { Clock } from "#core/base/clock.ts";
import type { RequestRules } from "#core/domain/request-rules.ts";
import type { RequestCustoms } from "#core/models/openai/openai.ts";
import type { Store } from "#core/store/store.ts";

/** Where what refusals teach is kept; null where nothing is learned. */
export type School = { readonly store: Pick<Store, "adaptations" | "durable">; readonly clock: Clock } | null;

type Asked = { readonly endpoint: string; readonly model: string; readonly declared: RequestRules };

/**
 * How requests for a model at an address differ from the usual ones: as was declared, and as its refusals taught up to now. What
 * another process learned meanwhile is found when it is refused alike [M22].
 */
export function customsAt({ endpoint, model, declared }: Asked, school: School): RequestCustoms {
  if (school === null) return { declared };
  const { store, clock } = school;
  return {
    declared,
    learned: store.adaptations.of({ endpoint, model }).map(({ rule }) => rule),
    learn: ({ rule, said }) =>
      void store.durable(() => store.adaptations.note({ endpoint, model, rule, said, at: clock.now() })),
  };
}
