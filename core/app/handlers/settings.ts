import { AppError } from "#core/base/app-error.ts";
import { getAt, type Json, type JsonObject } from "#core/base/json.ts";
import {
  SESSION_SETTINGS,
  settingsContract,
  type ProviderKey,
  type SettingsDocument,
} from "#core/contract/settings.ts";
import { isStandIn } from "#core/domain/model-provider.ts";
import { ASK_POLICY, GATE_POLICY, type PolicyRule } from "#core/domain/policy.ts";
import { ADDRESSES, findAddress } from "#core/app/providers/addresses.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import { toWrite, toServe, type AppContext, type HostContext } from "#core/app/context.ts";
import { chooseAgent, chooseDataset } from "#core/app/defaults.ts";
import { toOptimizerEdits, writtenOptimizer } from "#core/app/workspace/optimizer-edits.ts";
import { threadCount } from "#core/app/system.ts";
import { usualSession } from "#core/app/sessions/usual-session.ts";
import type { SettingsEdit } from "#core/app/workspace/settings-file.ts";
import type { TypedKeys } from "#core/app/workspace/typed-keys.ts";
import { requirePerson } from "./require-person.ts";

const os = toWrite(settingsContract);
const reads = toServe(settingsContract);

export const settingsHandlers = {
  read: reads.read.handler(async ({ context }) => {
    const problem = context.settings.refresh();
    return await toDocument({ ...context, config: context.settings.current() }, problem);
  }),
  save: os.save.handler(async ({ input, context }) => {
    requirePerson(context.caller, "change the settings");
    const { agent, dataset, approve, policy, caps, session, optimizer } = input;
    if (typeof agent === "string") chooseAgent(context, headView(context), agent);
    if (typeof dataset === "string") chooseDataset(context, dataset);
    const edits: SettingsEdit[] = [
      ...(agent === undefined ? [] : [{ path: ["agent"], value: agent }]),
      ...(dataset === undefined ? [] : [{ path: ["dataset"], value: dataset }]),
      ...(approve === undefined ? [] : [{ path: ["approve"], value: approve }]),
      ...(policy === undefined ? [] : [{ path: ["policy"], value: policy as Json }]),
      ...Object.entries(caps).map(([name, value]) => ({ path: ["caps", name], value })),
      ...Object.entries(session).map(([name, value]) => ({ path: ["session", ...name.split(".")], value })),
      ...(optimizer === undefined ? [] : toOptimizerEdits(context.config.session as JsonObject, optimizer)),
    ];
    checkSessions(context, edits);
    context.settings.save(edits);
    audit(context, edits);
    return await toDocument({ ...context, config: context.settings.current() }, null);
  }),
  setKey: reads.setKey.handler(async ({ input, context: { secrets, caller } }) => {
    requirePerson(caller, "set a key");
    const variable = findAddress(input.provider)?.keyVariable ?? null;
    if (variable === null) {
      throw new AppError("input-invalid", `${input.provider} takes no key.`, {
        hint: "Endpoints on this machine are used as they are.",
      });
    }
    await secrets.put(variable, input.key);
    return providerKeys(secrets);
  }),
};

const NO_RULES: readonly PolicyRule[] = [];

function headView({ store }: AppContext) {
  return viewAtCommit(store, store.headBranch.commit());
}

/** A file that no session could start from is not written. Throws config-invalid. */
function checkSessions({ config }: AppContext, edits: readonly SettingsEdit[]): void {
  const overrides = edits.flatMap(({ path: [top, ...rest], value }) =>
    top === "session" && value !== null ? [[rest.join("."), value] as const] : [],
  );
  usualSession({ workspace: config.session, overrides: Object.fromEntries(overrides), scorer: null });
}

/** What the gate measures by and what may be spent is policy: its changes stand in the audit chain [P15]. */
function audit({ store, clock, caller, settings }: AppContext, edits: readonly SettingsEdit[]): void {
  if (edits.length === 0) return;
  store.durable(() => {
    const changes = edits.map(({ path, value }) => ({ setting: path.join("."), value }));
    store.audit.append({
      at: clock.now(),
      type: "policy",
      body: { file: settings.path, by: { ...caller }, changes },
    });
  });
}

async function toDocument(context: HostContext, problem: string | null): Promise<SettingsDocument> {
  const { folder, config, secrets, settings, paths, store, runtime } = context;
  const usual = config.dataset === undefined ? null : store.datasets.find(config.dataset);
  const session = usualSession({ workspace: config.session, scorer: usual?.scorer ?? null });
  const { gate, optimizer, repetitions, stallAfter, concurrency, workers = threadCount() } = session;
  return {
    folder,
    files: { database: paths.database, config: settings.path },
    problem,
    agent: config.agent ?? null,
    dataset: config.dataset ?? null,
    caps: config.caps,
    written: SESSION_SETTINGS.filter(
      (name) => getAt(config.session as Json, `/${name.replaceAll(".", "/")}`) !== undefined,
    ),
    optimizerWritten: Object.keys(writtenOptimizer(config.session as JsonObject)).filter(
      (name) => name !== "type",
    ),
    session: { gate, optimizer, repetitions, stallAfter, concurrency, workers },
    approve: config.approve ?? "ask",
    policies: [
      { approve: "ask", rules: [...ASK_POLICY] },
      { approve: "gate", rules: [...GATE_POLICY] },
      { approve: "rules", rules: [...(config.policy ?? NO_RULES)] },
    ],
    providers: providerKeys(secrets),
    keysKeptIn: await secrets.keptIn(),
    evolvedCode: await runtime.confinement(),
  };
}

function providerKeys(secrets: TypedKeys): ProviderKey[] {
  return Object.entries(ADDRESSES).map(([provider, { label, baseUrl, keyVariable }]) => ({
    provider,
    label,
    isStandIn: isStandIn(provider),
    baseUrl,
    variable: keyVariable,
    origin: keyVariable === null ? "none" : secrets.originOf(keyVariable),
  }));
}
