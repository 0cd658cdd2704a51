import { InvalidArgumentError, Option, type Command } from "commander";
import { AppError } from "#core/base/app-error.ts";
import type { Json } from "#core/base/json.ts";
import { OPTIMIZERS, USUAL_OPTIMIZER, type OptimizerName } from "#core/domain/optimizers/plan.ts";
import { listSettingForms } from "#core/domain/setting-forms.ts";
import { warnOfFewItems } from "#core/domain/statistics/what-items-show.ts";
import { APPROVERS, type Approver } from "#core/domain/policy.ts";
import type { SessionDocument } from "#core/contract/sessions.ts";
import type { ReadingClient } from "#core/app/apart/places.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { addBudget, toBudget, type BudgetOptions } from "#core/host/cli/budget-options.ts";
import { callWorkspace, readWorkspace } from "#core/host/cli/call-workspace.ts";
import { formatBeside } from "#core/host/cli/format/beside.ts";
import { branchColumn, formatTable } from "#core/host/cli/format/format.ts";
import { formatSession, type MeasuredRuns } from "#core/host/cli/format/session.ts";
import { addModelOptions, toModel, type ModelOptions } from "#core/host/cli/model-argument.ts";
import { followSession } from "#core/host/cli/follow-session.ts";
import { returning, type ExitCode } from "#core/host/cli/returning.ts";
import { tell } from "#core/host/cli/terminal.ts";
import {
  addWorkers,
  atLeastOne,
  THIS_TIME,
  toWorkers,
  type WorkerOptions,
} from "#core/host/cli/workers-option.ts";
import { wholeNumber } from "#core/host/cli/whole-number.ts";

type StartOptions = ModelOptions &
  BudgetOptions &
  WorkerOptions & {
    readonly branch?: string;
    readonly agent?: string;
    readonly dataset?: string;
    readonly optimizer?: OptimizerName;
    readonly iterations: number;
    readonly seed: number;
    readonly approve?: Approver;
    readonly report?: "test";
    readonly set: Readonly<Record<string, Json>>;
  };

export function addSessionCommands(program: Command): void {
  const session = program
    .command("session")
    .description("evolution sessions: let an agent improve, and decide what counts");
  addStart(session);
  session
    .command("list")
    .description("list sessions, newest first")
    .action(async (_options: unknown, command: Command) => {
      await readWorkspace(command, (client) => client.sessions.list(), formatList);
    });
  session
    .command("show")
    .description("show what a session came to")
    .argument("<id>")
    .action(async (id: string, _options: unknown, command: Command) => {
      const { note, format } = withRuns();
      const ask = async (client: ReadingClient) => note(client, await client.sessions.show({ session: id }));
      await readWorkspace(command, ask, format);
    });
  addWorkers(addBudget(session.command("resume")), THIS_TIME)
    .description("go on with a session that was paused, interrupted, capped or waits")
    .argument("<id>")
    .action(
      returning(async (id: string, options: BudgetOptions & WorkerOptions, command: Command) => {
        return follow(command, async (client) => resume(client, id, options));
      }),
    );
  for (const [name, description] of [
    ["pause", "pause a running session"],
    ["stop", "end a session"],
  ] as const) {
    session
      .command(name)
      .description(description)
      .argument("<id>")
      .action(async (id: string, _options: unknown, command: Command) => {
        await callWorkspace(command, (client) => client.sessions[name]({ session: id }), formatSession);
      });
  }
}

function addStart(session: Command): void {
  addModelOptions(addWorkers(addBudget(session.command("start"))))
    .description("start a session and follow it until it ends or needs a decision")
    .option("--branch <name>", "the branch to work on (default: the one that the workspace shows)")
    .option("--agent <name>", "the agent to improve")
    .option("--dataset <name>", "the dataset it should get better at")
    .addOption(
      new Option(
        "--optimizer <name>",
        `how changes are found: where nothing is said as workspace.yaml has it, else ${USUAL_OPTIMIZER}`,
      ).choices(OPTIMIZERS),
    )
    .option("--iterations <n>", "at most so many iterations", atLeastOne, 12)
    .option("--seed <n>", "the seed of everything that is drawn", wholeNumber, 1)
    .addOption(
      new Option(
        "--approve <who>",
        "who approves: you, the gate, or the rules of workspace.yaml, which also says which is usual",
      ).choices(APPROVERS),
    )
    .addOption(
      new Option("--report <split>", "spend one look at the sealed split at the end").choices(["test"]),
    )
    .option(
      "--set <path=value>",
      "a setting of the session, such as gate.minEffect=0.01 (a share: one point); all of them are listed below",
      collectSetting,
      {},
    )
    .addHelpText("after", listSettings)
    .action(
      returning(async (options: StartOptions, command: Command) => {
        return follow(command, async (client) => start(client, options));
      }),
    );
}

/** Sessions for people, each with where the runs came from that it measured: their documents have an answer of their own. */
function withRuns() {
  let runs: MeasuredRuns = { runs: 0, onRecord: 0 };
  return {
    note: async (
      client: { readonly sessions: Pick<WorkspaceClient["sessions"], "runs"> },
      session: SessionDocument,
    ): Promise<SessionDocument> => {
      runs = await client.sessions.runs({ session: session.session });
      return session;
    },
    format: (session: SessionDocument): string => formatSession(session, runs),
  };
}

/**
 * Whatever else ended it is an outcome; an error is a failure for scripts too, also one that could not be noted, and so
 * is a wish to stop.
 */
function toExitCode({ state, stopped }: SessionDocument, wasAskedToStop: boolean): ExitCode {
  return wasAskedToStop || stopped?.by === "error" || state === "interrupted" ? 1 : 0;
}

/** Begins, follows to the end, and says how to go on where the process that runs it is lost on the way. */
async function follow(
  command: Command,
  begin: (client: WorkspaceClient) => Promise<SessionDocument>,
): Promise<ExitCode> {
  let session: string | null = null;
  let wasAskedToStop = false;
  const { note, format } = withRuns();
  const ask = async (client: WorkspaceClient): Promise<SessionDocument> => {
    const begun = await begin(client);
    ({ session } = begun);
    const followed = await followSession(client, begun);
    ({ wasAskedToStop } = followed);
    return note(client, followed.session);
  };
  try {
    return toExitCode(await callWorkspace(command, ask, format), wasAskedToStop);
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== "connection-lost") throw thrown;
    throw new AppError("connection-lost", thrown.message, {
      hint:
        session === null
          ? "See with `session list` whether it began; then go on with `session resume`."
          : `Go on with \`session resume ${String(session)}\`: what it had finished is kept.`,
      retryable: true,
      cause: thrown,
    });
  }
}

async function start(client: WorkspaceClient, options: StartOptions): Promise<SessionDocument> {
  const { branch, agent, dataset, optimizer, iterations, seed, approve, report, set } = options;
  const model = toModel(options);
  await warnOfSmallSet(client, dataset);
  const started = await client.sessions.start({
    ...(branch === undefined ? {} : { branch }),
    ...(agent === undefined ? {} : { agent }),
    ...(dataset === undefined ? {} : { dataset }),
    ...(model === undefined ? {} : { model }),
    ...(optimizer === undefined ? {} : { optimizer }),
    iterations,
    seed,
    ...(approve === undefined ? {} : { approve }),
    report: report ?? "none",
    ...toBudget(options),
    ...toWorkers(options),
    set,
  });
  for (const line of formatBeside(started)) tell(line);
  return started;
}

/** On standard error, as the window warns beside its Start button. */
async function warnOfSmallSet(client: WorkspaceClient, named: string | undefined): Promise<void> {
  const [datasets, settings] = await Promise.all([client.data.list(), client.settings.read()]);
  const name = named ?? settings.dataset ?? (datasets.length === 1 ? datasets[0]?.name : undefined);
  const items = datasets.find((dataset) => dataset.name === name)?.splits.validation;
  // None at all is refused, and in better words.
  const warning = items === undefined || items === 0 ? null : warnOfFewItems(items);
  if (warning !== null) tell(`${warning} Import more items under another name to show smaller ones.`);
}

async function resume(
  client: WorkspaceClient,
  id: string,
  options: BudgetOptions & WorkerOptions,
): Promise<SessionDocument> {
  return client.sessions.resume({ session: id, ...toBudget(options), ...toWorkers(options) });
}

/** They are set by options of their own. */
const HAVE_OPTIONS =
  /^(?:agent|dataset|iterations|seed|approve|policy|report|workers|unknownPrice|optimizer\.type)$|^(?:caps|model)\./;

/** What `--set` takes, with what each may be. */
function listSettings(): string {
  const rows = listSettingForms().filter(({ path }) => !HAVE_OPTIONS.test(path));
  const width = Math.max(...rows.map(({ path }) => path.length));
  return [
    "",
    "Settings for --set, the same as under `session:` in workspace.yaml:",
    ...rows.map(({ path, words }) => `  ${path.padEnd(width)}  ${words}`),
  ].join("\n");
}

function collectSetting(
  text: string,
  before: Readonly<Record<string, Json>>,
): Readonly<Record<string, Json>> {
  if (text.startsWith("session.")) {
    throw new InvalidArgumentError(
      `The settings are the session's own: drop "session.", as in ${text.slice(8)}.`,
    );
  }
  const [, path, value] = /^([A-Za-z][\w.]*)=(.*)$/s.exec(text) ?? [];
  if (path === undefined || value === undefined) throw new InvalidArgumentError("It takes PATH=VALUE.");
  return { ...before, [path]: parseValue(value) };
}

/** JSON where it is JSON, else the text itself. */
function parseValue(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function formatList(sessions: Awaited<ReturnType<WorkspaceClient["sessions"]["list"]>>): string {
  const branches = branchColumn(sessions);
  return formatTable(
    ["session", "state", ...branches.title, "optimizer", "agent", "dataset", "started"],
    sessions.map((each) => [
      each.session,
      each.stoppedBy === null ? each.state : `${each.state} (${each.stoppedBy})`,
      ...branches.of(each),
      each.optimizer,
      each.agent,
      each.dataset,
      each.startedAt.slice(0, 16).replace("T", " "),
    ]),
  );
}
