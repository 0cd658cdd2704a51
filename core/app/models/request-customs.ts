import type { Clock } from "#core/base/clock.ts";
import type { Endpoint } from "#core/app/connections/endpoint.ts";
import type { RequestCustoms } from "#core/models/openai/openai.ts";
import type { Store } from "#core/store/store.ts";

/** Where what refusals teach is kept; null where nothing is learned. */
export type School = { readonly store: Pick<Store, "adaptations" | "durable">; readonly clock: Clock } | null;

type Asked = Pick<Endpoint, "declared" | "customs" | "wantsParameters"> & {
  /** As closures name it. */
  readonly address: string;
  readonly model: string;
};

/**
 * How requests for a model at an address differ from the usual ones: as was declared, by the customs of its preset, and as its
 * refusals taught up to now. What another process learned meanwhile is found when it is refused alike [M22].
 */
export function customsAt(
  { address: endpoint, model, declared, customs, wantsParameters }: Asked,
  school: School,
): RequestCustoms {
  const usual = { declared, customs, wantsParameters };
  if (school === null) return usual;
  const { store, clock } = school;
  return {
    ...usual,
    learned: store.adaptations.of({ endpoint, model }).map(({ rule }) => rule),
    learn: ({ rule, said }) =>
      void store.durable(() => store.adaptations.note({ endpoint, model, rule, said, at: clock.now() })),
  };
}
