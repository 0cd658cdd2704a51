import { err, ok, type Result } from "#core/base/result.ts";

/** Where a resource stands. `failed` is a resource that could not be built. Nothing is ever deleted. */
export const LIFECYCLES = ["registered", "active", "deprecated", "archived", "failed"] as const;
export type Lifecycle = (typeof LIFECYCLES)[number];

/** Whether it can run, and is offered where something is chosen: what was retired or failed is not. */
export function isUsable(lifecycle: Lifecycle): boolean {
  return lifecycle !== "archived" && lifecycle !== "failed";
}

/** The lifecycle diagram: from each state, the steps that may be taken and where they lead [R8]. */
const STEPS = {
  registered: { build: "active", fail: "failed", unregister: "archived" },
  active: { build: "active", deprecate: "deprecated", fail: "failed", unregister: "archived" },
  deprecated: { reactivate: "active", unregister: "archived" },
  archived: { reactivate: "active" },
  failed: { build: "active", unregister: "archived" },
} as const satisfies Record<Lifecycle, Partial<Record<string, Lifecycle>>>;

export type LifecycleStep = "build" | "deprecate" | "fail" | "reactivate" | "unregister";

/** The step that leads from one state to another; null where none does. */
export function stepBetween(from: Lifecycle, to: Lifecycle): LifecycleStep | null {
  const found = Object.entries(STEPS[from]).find(([, state]) => state === to);
  return (found?.[0] as LifecycleStep | undefined) ?? null;
}

/** The state a step leads to, or the steps that would have been allowed. */
export function stepLifecycle(
  from: Lifecycle,
  step: LifecycleStep,
): Result<Lifecycle, { readonly allowed: readonly LifecycleStep[] }> {
  const steps: Partial<Record<LifecycleStep, Lifecycle>> = STEPS[from];
  const to = steps[step];
  return to === undefined ? err({ allowed: Object.keys(steps) as LifecycleStep[] }) : ok(to);
}
