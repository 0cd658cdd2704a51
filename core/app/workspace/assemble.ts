import { createRouterClient } from "@orpc/server";
import type { Author } from "#core/domain/author.ts";
import { createNodeProcessHost } from "#core/sandbox/node-process-host.ts";
import { noteValidationSeen } from "#core/proposals/informed.ts";
import { onceRead, readBuiltIns } from "#core/app/built-ins/built-ins.ts";
import { createBuiltInLookup } from "#core/app/built-ins/look-up.ts";
import type { AppContext } from "#core/app/context.ts";
import { createEventHub } from "#core/app/events.ts";
import { pricesIn } from "#core/app/models/prices-in.ts";
import { countTokens } from "#core/models/count-tokens.ts";
import { router } from "#core/app/router.ts";
import { toServed } from "#core/app/served.ts";
import { createRuntime } from "#core/app/runtime.ts";
import { createGoingOn } from "#core/app/sessions/going-on.ts";
import { refuseUnusableModel } from "#core/app/sessions/refuse-unusable-model.ts";
import { getSession } from "#core/app/sessions/get-session.ts";
import { createSessionHost } from "#core/app/sessions/session-host.ts";
import { usualWorkers } from "#core/config/usual-workers.ts";
import { monotonicClock, systemClock } from "#core/app/system.ts";
import type { Kept } from "./open-kept.ts";
import type { WorkspacePaths } from "./paths.ts";
import { createPerson } from "./person.ts";
import type { OpenOptions, Workspace } from "./open-options.ts";

/** A workspace, but for who holds it. */
export type Parts = Omit<Workspace, "paths" | "lock" | "holder">;

/** Puts together what runs and what answers, around a store that is open. */
export function assemble(
  paths: WorkspacePaths,
  { store, settings, secrets }: Kept,
  options: OpenOptions,
): Parts {
  const {
    reportBug,
    processHost = createNodeProcessHost(),
    freshAddress = () => null,
    windows = null,
    receiver = null,
  } = options;
  const builtIns = onceRead(options.builtIns ?? readBuiltIns);
  const runtime = createRuntime(systemClock, processHost, { reportBug });
  const hub = { ...createEventHub(store), ...options.relay };
  const sessions = createSessionHost({
    store,
    clock: systemClock,
    ticks: monotonicClock,
    runtime,
    hub,
    secrets,
    builtIn: createBuiltInLookup({ store, clock: systemClock }, builtIns),
    reportBug,
    prices: () => pricesIn(settings.current()),
    models: settings.current,
    workers: () => usualWorkers(settings.current()),
    mayCostUnknown: () => settings.current().unknownPrice === "allow",
  });
  const goingOn = createGoingOn({
    store,
    clock: systemClock,
    resume: async (session) => {
      await refuseUnusableModel({ store, secrets, config: settings.current() }, getSession(store, session));
      sessions.resume(session);
    },
    onSettled: hub.wake,
    reportBug,
  });
  const contextFor = (caller: Author): AppContext => ({
    folder: paths.folder,
    paths,
    // Asked anew by each call: people change the file while the workspace is open.
    get config() {
      return settings.current();
    },
    settings,
    store,
    clock: systemClock,
    ticks: monotonicClock,
    countTokens,
    runtime,
    hub,
    secrets,
    sessions,
    goingOn,
    builtIns,
    windows,
    receiver,
    caller,
    reportBug,
    freshAddress,
    noteSeen: (dataset, what) => noteValidationSeen({ store, clock: systemClock, caller }, dataset, what),
  });
  const person = createPerson();
  return {
    person,
    contextFor,
    served: toServed(router, contextFor(person)),
    client: createRouterClient(router, { context: contextFor(person) }),
    close: async () => {
      goingOn.close();
      await sessions.close();
      await runtime.close();
      store.close();
    },
  };
}
