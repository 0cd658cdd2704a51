import { getAt, type Json, type JsonObject } from "#core/base/json.ts";
import { SESSION_SETTINGS, settingsContract, type SettingsDocument } from "#core/contract/settings.ts";
import { ASK_POLICY, GATE_POLICY, type PolicyRule } from "#core/domain/policy.ts";
import { viewAtCommit } from "#core/resources/view.ts";
import { toWrite, toServe, type AppContext, type HostContext } from "#core/app/context.ts";
import { chooseAgent, chooseDataset } from "#core/app/defaults.ts";
import { toOptimizerEdits, writtenOptimizer } from "#core/app/workspace/optimizer-edits.ts";
import { threadCount } from "#core/app/system.ts";
import { usualSession } from "#core/app/sessions/usual-session.ts";
import type { SettingsEdit } from "#core/app/workspace/settings-file.ts";
import { auditSettings } from "./audit-settings.ts";
import { requirePerson } from "./require-person.ts";
import { listPolicies } from "#core/app/documents/policies.ts";

const os = toWrite(settingsContract);
const reads = toServe(settingsContract);

export const settingsHandlers = {
  read: reads.read.handler(async ({ context }) => {
    const problem = context.settings.refresh();
    return await toDocument({ ...context, config: context.settings.current() }, problem);
  }),
  policyHistory: reads.policyHistory.handler(({ context }) => {
    context.settings.refresh();
    return [...listPolicies(context.store, context.settings.current())];
  }),
  save: os.save.handler(async ({ input, context }) => {
    requirePerson(context.caller, "change the settings");
    const { agent, dataset, embeddings, approve, policy, caps, session, optimizer } = input;
    if (typeof agent === "string") chooseAgent(context, headView(context), agent);
    if (typeof dataset === "string") chooseDataset(context, dataset);
    const edits: SettingsEdit[] = [
      ...(agent === undefined ? [] : [{ path: ["agent"], value: agent }]),
      ...(dataset === undefined ? [] : [{ path: ["dataset"], value: dataset }]),
      ...(embeddings === undefined ? [] : [{ path: ["embeddings"], value: embeddings }]),
      ...(approve === undefined ? [] : [{ path: ["approve"], value: approve }]),
      ...(policy === undefined ? [] : [{ path: ["policy"], value: policy as Json }]),
      ...Object.entries(caps).map(([name, value]) => ({ path: ["caps", name], value })),
      ...Object.entries(session).map(([name, value]) => ({ path: ["session", ...name.split(".")], value })),
      ...(optimizer === undefined ? [] : toOptimizerEdits(context.config.session as JsonObject, optimizer)),
    ];
    checkSessions(context, edits);
    context.settings.save(edits);
    auditSettings(context, edits);
    return await toDocument({ ...context, config: context.settings.current() }, null);
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
    embeddings: config.embeddings ?? null,
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
    keysKeptIn: await secrets.keptIn(),
    evolvedCode: await runtime.confinement(),
  };
}
