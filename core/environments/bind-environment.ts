import { AppError } from "#core/base/app-error.ts";
import type { Json, JsonObject } from "#core/base/json.ts";
import { err, type Result } from "#core/base/result.ts";
import type { EnvironmentContent } from "#core/domain/content/environment.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import type { Sleep } from "#core/models/retry.ts";
import type { Callable, CallFailure } from "#core/resources/callable.ts";
import type { EnvironmentType, OpenEnvironment } from "./environment.ts";
import { leaveOnAbort } from "./leave-on-abort.ts";
import { contentToOpen, openEnvironment } from "./open-environment.ts";

export type PinnedEnvironment = {
  readonly key: ResourceKey;
  readonly version: string;
  readonly content: EnvironmentContent;
  /** What the task brings. */
  readonly given?: JsonObject | undefined;
};

export type EnvironmentDeps = {
  readonly typeOf: (content: EnvironmentContent) => EnvironmentType;
  readonly sleep: Sleep;
  /** The run's: once it is aborted, nobody waits for the environment. */
  readonly signal: AbortSignal;
};

/** One environment of one rollout, whether it is open yet or not. */
export type BoundEnvironment = Pick<PinnedEnvironment, "key" | "version"> & {
  /** Its actions, bound to this rollout. */
  readonly callables: readonly Callable[];
  /** What can be observed of it now; null while nothing has opened it, so that it is as it was recorded. */
  readonly state: () => Promise<Json>;
  /** Throws what closing throws. One whose opening still hangs is closed as soon as it is open, and not waited for. */
  readonly close: () => Promise<void>;
};

/**
 * An environment for one rollout: opened now, or by the first of its actions, once, however many are called at the same
 * moment. Throws build-failed, dataset-invalid, environment-failed and, once the signal is aborted, cancelled; then it
 * is closed already [R19].
 */
export async function bindEnvironment(
  { key, version, content: recorded, given }: PinnedEnvironment,
  { typeOf, sleep, signal }: EnvironmentDeps,
): Promise<BoundEnvironment> {
  const type = typeOf(recorded);
  const content = await leaveOnAbort(contentToOpen(type, recorded, given), signal);
  const opening = createOpening(async (ended) => openEnvironment(type, content, ended));
  if (type.opens === "with-the-rollout") {
    try {
      await leaveOnAbort(opening.opened(), signal);
    } catch (error) {
      await opening.close();
      throw error;
    }
  }
  const act = async (action: string, input: Json, ended: AbortSignal) =>
    (await opening.opened()).perform(action, input, ended);
  return {
    key,
    version,
    callables: describeActions({ key, version, content }, type).map((action) => ({
      ...action,
      call: async (input, ended) =>
        withinTime(async (late) => act(action.name, input, late), { ...action, sleep, signal: ended }),
    })),
    state: async () => (opening.hasBegun() ? (await opening.opened()).state() : null),
    close: opening.close,
  };
}

/** Its actions as a run has them, without what it takes to perform them. */
export function describeActions(
  { key, version, content }: PinnedEnvironment,
  { actionTimeoutMs }: Pick<EnvironmentType, "actionTimeoutMs">,
): readonly Omit<Callable, "call">[] {
  return content.actions.map(({ name, description, inputSchema, effect }) => ({
    name,
    description,
    inputSchema: inputSchema as Json,
    effect,
    timeoutMs: actionTimeoutMs,
    resource: key,
    version,
  }));
}

/** Opens once, whoever asks, and closes whatever came of it. */
function createOpening(open: (signal: AbortSignal) => Promise<OpenEnvironment>) {
  const ended = new AbortController();
  let opening: Promise<OpenEnvironment> | null = null;
  let isSettled = false;
  const begin = (): Promise<OpenEnvironment> => {
    const begun = open(ended.signal).finally(() => {
      isSettled = true;
    });
    // Who asked has left, perhaps, when it fails.
    begun.catch(() => undefined);
    return begun;
  };
  return {
    hasBegun: (): boolean => opening !== null,
    opened: async (): Promise<OpenEnvironment> => {
      opening ??= begin();
      return opening;
    },
    close: async (): Promise<void> => {
      ended.abort();
      const closing = opening?.then(
        async (environment) => environment.close(),
        () => undefined,
      );
      if (isSettled) await closing;
      // Nobody is left to be told how the closing of a latecomer went.
      else closing?.catch(() => undefined);
    },
  };
}

type Limited = {
  readonly name: string;
  readonly timeoutMs: number;
  readonly sleep: Sleep;
  readonly signal: AbortSignal;
};

/** An action's answer, or that it took too long, which the model may see; cancelled is thrown once the run is. */
async function withinTime(
  perform: (signal: AbortSignal) => Promise<Result<Json, CallFailure>>,
  { name, timeoutMs, sleep, signal }: Limited,
): Promise<Result<Json, CallFailure>> {
  if (signal.aborted) throw new AppError("cancelled", "The call was cancelled.");
  const done = new AbortController();
  const late = new AbortController();
  const giveUp = async (): Promise<Result<Json, CallFailure>> => {
    await sleep(timeoutMs, done.signal);
    if (!done.signal.aborted) late.abort();
    return err({
      code: "tool-timeout",
      message: `${name} did not answer within ${timeoutMs / 1000} seconds.`,
    });
  };
  try {
    const answer = perform(AbortSignal.any([signal, late.signal]));
    return await leaveOnAbort(Promise.race([answer, giveUp()]), signal);
  } finally {
    done.abort();
  }
}
