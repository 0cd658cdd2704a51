import type { RequestDress } from "./request-dress.ts";
import type { RequestRules } from "./request-rules.ts";
import type { ResourceKey } from "./resource.ts";
import type { RouteOrder } from "./route.ts";

/**
 * "This system": every version reachable from an agent, the model with its endpoint and sampling, and the versions
 * of the program's own parts that its answers depend on. Its hash keys evaluation caches, traces and lineage [T6].
 */
export type Closure = {
  readonly agent: ResourceKey;
  readonly versions: Readonly<Record<ResourceKey, string>>;
  readonly model: {
    readonly provider: string;
    readonly name: string;
    /** Scheme, host, port and path, or null in-process: two paths of one host may be two systems. */
    readonly endpoint: string | null;
    readonly sampling: Readonly<Record<string, number>>;
    /** How requests differ from the usual ones; left out where they do not [M20]. */
    readonly request?: RequestRules;
    /** What goes with each request beside it; left out where nothing does [M27]. */
    readonly dress?: RequestDress;
    /** The models of which one answers each call, where that is more than one [M26]. */
    readonly route?: { readonly order: RouteOrder; readonly models: readonly AnsweringModel[] };
  };
  /** Name → implementation constant: the runtime, the provider's adapter and each builtin in use. */
  readonly implementations: Readonly<Record<string, string>>;
};

/** One of the models that may answer. */
export type AnsweringModel = {
  readonly provider: string;
  readonly name: string;
  readonly endpoint: string | null;
  readonly request?: RequestRules;
  readonly dress?: RequestDress;
};
