import { Option, type Command } from "commander";
import { AppError, toErrorReport } from "#core/base/app-error.ts";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { REPLAY_TOOLS, type ReplayTools } from "#core/domain/replay.ts";
import { callWorkspace, fromWhereTyped } from "#core/host/cli/call-workspace.ts";
import { formatReplay, formatReplays, type Played } from "#core/host/cli/format/replay.ts";
import { toJunit } from "#core/host/cli/format/junit.ts";
import { returning } from "#core/host/cli/returning.ts";
import { wholeNumber } from "#core/host/cli/whole-number.ts";
import { writeWhole } from "#core/host/cli/write-whole.ts";

type ReplayOptions = {
  readonly tools: ReplayTools;
  readonly all?: true;
  readonly since?: string;
  readonly limit: number;
  readonly junit?: string;
};

/** Exit codes: 0 as recorded, 1 diverged, 2 wrong usage, 4 no tape [T22]. */
export function addReplayCommand(program: Command): void {
  program
    .command("replay")
    .description("play a run again on its tape, without its model and without effects, and find what differs")
    .argument("[run]", "a run's or trace's id, or its beginning")
    .addOption(
      new Option(
        "--tools <from>",
        "where results of tools come from: the tape, or fresh calls that touch nothing",
      )
        .choices(REPLAY_TOOLS)
        .default("tape"),
    )
    .option("--all", "every run that has a tape, newest first, in place of one")
    .option("--since <commit>", "with --all: only runs begun since this commit")
    .option("--limit <n>", "with --all: at most so many", wholeNumber, 1000)
    .option("--junit <file>", "with --all: write the results as JUnit XML as well")
    .action(
      returning(async (run: string | undefined, options: ReplayOptions, command: Command) => {
        refuseMixed(run, options);
        if (run !== undefined) {
          const { tools } = options;
          const made = await callWorkspace(
            command,
            (client) => client.replays.make({ run, tools }),
            formatReplay,
          );
          return made.isIdentical ? 0 : 1;
        }
        const played = await callWorkspace(
          command,
          async (client) => playAll(client, options),
          formatReplays,
        );
        if (options.junit !== undefined) writeWhole(fromWhereTyped(options.junit), toJunit(played));
        return played.every(({ replay }) => replay?.isIdentical === true) ? 0 : 1;
      }),
    );
}

function refuseMixed(run: string | undefined, { all, since, junit }: ReplayOptions): void {
  if (run === undefined && all !== true)
    throw new AppError("usage", "Nothing says which run is to be replayed.", {
      hint: "Name a run, or write --all.",
    });
  if (run !== undefined && (all ?? since ?? junit) !== undefined)
    throw new AppError("usage", "--all, --since and --junit are for many runs, and one is named.", {
      hint: "Leave out the run, or the options.",
    });
}

/** One after the other: a tape that cannot be played is told of, and keeps no other from it. */
async function playAll(
  client: WorkspaceClient,
  { tools, since, limit }: ReplayOptions,
): Promise<readonly Played[]> {
  const runs = await client.replays.playable({ limit, ...(since === undefined ? {} : { since }) });
  const played: Played[] = [];
  for (const run of runs) {
    try {
      played.push({ run, replay: await client.replays.make({ run, tools }), error: null });
    } catch (thrown) {
      const { code, message } = toErrorReport(thrown);
      // A defect of this program is nothing that a run came to.
      if (code === "internal") throw thrown;
      played.push({ run, replay: null, error: { code, message } });
    }
  }
  return played;
}
