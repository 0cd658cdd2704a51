import { isDeepStrictEqual } from "node:util";
import type { AppContext } from "#core/app/context.ts";
import type { PassingEvent } from "#core/domain/events/event.ts";
import type { OpenTrace } from "#core/recording/open-trace.ts";
import type { FromRuntime, Live, OpenLook } from "./messages.ts";

/** How far the looks of what goes on may be behind; also what several passing events are gathered for. */
const LOOK_EVERY_MS = 100;
const GATHER_MS = 50;

type Tell = (message: FromRuntime) => void;
type Known = Pick<AppContext, "store" | "sessions" | "goingOn" | "runtime">;

export type LiveTeller = {
  /** Something durable may have happened. */
  readonly wake: () => void;
  readonly emit: (session: string | null, event: PassingEvent) => void;
  /** Everything there is to tell, now: before a call is answered. */
  readonly tellNow: () => void;
  readonly close: () => void;
};

/**
 * Tells the thread that serves what happens here. What is told of has been written: whoever reads by another connection
 * finds it there [W7].
 */
export function createLiveTeller(tell: Tell, known: () => Known): LiveTeller {
  let told: Live = { running: [], goingOn: [], open: [] };
  let passing: { readonly session: string | null; readonly event: PassingEvent }[] = [];
  let isAwake = false;
  let gathering: ReturnType<typeof setTimeout> | null = null;

  const look = (): void => {
    const { sessions, goingOn, runtime } = known();
    const open = runtime.tracing.openTraces().flatMap(toLook);
    const now: Live = { running: sessions.running(), goingOn: goingOn.list(), open };
    if (isDeepStrictEqual(keysOf(now), keysOf(told))) return;
    told = now;
    tell({ type: "live", live: now });
  };
  const tellNow = (): void => {
    if (gathering !== null) clearTimeout(gathering);
    gathering = null;
    writeGroup(known().store);
    look();
    if (passing.length > 0) tell({ type: "passing", events: passing });
    passing = [];
    if (isAwake) tell({ type: "wake" });
    isAwake = false;
  };
  const gather = (): void => {
    gathering ??= setTimeout(tellNow, GATHER_MS);
  };
  const looking = setInterval(() => {
    // What was open and is over is in the file before it is gone from here.
    if (told.open.length > 0 || known().runtime.tracing.openTraces().length > 0) tellNow();
  }, LOOK_EVERY_MS);
  looking.unref();
  return {
    wake: () => {
      isAwake = true;
      gather();
    },
    emit: (session, event) => {
      passing.push({ session, event });
      gather();
    },
    tellNow,
    close: () => {
      clearInterval(looking);
      if (gathering !== null) clearTimeout(gathering);
    },
  };
}

/** Whoever hears of a run looks for it in the file. A group that cannot be written is told of by whoever writes next. */
function writeGroup({ writeGroup: write }: Known["store"]): void {
  try {
    write();
  } catch {
    // As above.
  }
}

function toLook({ trace, root, revision, spans, countErrors }: OpenTrace): readonly OpenLook[] {
  return root === null ? [] : [{ trace, root, revision, spans, errors: countErrors() }];
}

/** What tells two looks apart without going through what the traces hold. */
function keysOf({ running, goingOn, open }: Live): unknown {
  return [running, goingOn, open.map(({ trace, revision }) => [trace, revision])];
}
