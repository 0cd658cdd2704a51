import { hashJson } from "#core/base/hash.ts";
import type { JsonObject } from "#core/base/json.ts";
import type { AppContext } from "#core/app/context.ts";

/** The same context for one request, which builds each content once however often it is asked about it. */
export function rememberBuilds(context: AppContext): AppContext {
  const { runtime } = context;
  const known = new Map<string, Promise<readonly string[]>>();
  return {
    ...context,
    runtime: {
      ...runtime,
      build: async (resource, signal) => {
        const { kind, content } = resource;
        const key = hashJson({ kind, content: content as JsonObject }); // It has a canonical form ([R2]).
        const found = known.get(key) ?? runtime.build(resource, signal);
        known.set(key, found);
        return found;
      },
    },
  };
}
