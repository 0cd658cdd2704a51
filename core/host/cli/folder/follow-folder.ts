import { watch } from "node:fs";
import { onStop } from "#core/host/web/terminal.ts";
import type { AppliedDocument } from "#core/contract/files.ts";
import type { FileProblem } from "#core/domain/resource-file.ts";
import { formatProblems, formatWarnings } from "#core/host/cli/format/applied.ts";
import type { FolderRead } from "#core/exchange/disk/read-folder.ts";

/** Editors write in several steps: it is read once nothing was heard for so long. */
const SETTLE_MS = 300;
/** Some disks tell nobody of changes, and a folder that was moved away is not followed by its name. */
const LOOK_MS = 2000;

export type Followed = {
  readonly folder: string;
  /** How often the folder was read anew. */
  readonly changes: number;
  /** The proposal that is left; null where head says what the folder says. */
  readonly draft: string | null;
  /** What kept the last state of the folder from being one. */
  readonly problems: readonly FileProblem[];
};

type Drafted =
  | AppliedDocument
  | {
      readonly error: { readonly message: string; readonly hint: string };
      readonly problems: readonly FileProblem[];
    };

export type Following = {
  /** The draft that was left of the folder before: the first takes its place. */
  readonly left: string | null;
  /** Notes which draft is left now. */
  readonly leave: (draft: string | null) => Promise<void>;
  readonly read: () => FolderRead;
  /** Makes a draft of what was read, in the place of another; of what cannot be one, says why. */
  readonly draft: (read: FolderRead, supersedes: string | null) => Promise<Drafted>;
  readonly tell: (line: string) => void;
};

/**
 * Follows a folder until somebody asks to stop: each state of it in which it stays for a moment becomes a draft in the
 * place of the one before. What cannot be read is told, and leaves the draft as it was; nothing is committed [S56].
 */
export async function followFolder(folder: string, following: Following): Promise<Followed> {
  const { tell, left, leave } = following;
  let state: Followed = { folder, changes: 0, draft: left, problems: [] };
  let seen: string | null = null;
  const look = async (): Promise<void> => {
    const read = tryToRead(following);
    const now = JSON.stringify([read.files, read.problems]);
    if (now === seen) return;
    seen = now;
    const next = await takeIn(state, read, following);
    // At once: a process that is killed leaves its draft to whoever follows the folder next.
    if (next.draft !== state.draft) await leave(next.draft);
    state = next;
  };
  const signal = createSignal();
  const unwatch = watchFolder(folder, signal.raise);
  let isAsked = false;
  const stopListening = onStop(() => {
    isAsked = true;
    signal.raise();
  });
  try {
    await look();
    tell(`Following ${folder}; Ctrl+C ends it.`);
    while (!isAsked) {
      await signal.settled();
      if (!isAsked) await look();
    }
  } finally {
    stopListening();
    unwatch();
    signal.close();
  }
  return state;
}

/** A folder that is gone for a moment, as one that an editor or version control writes anew, is a state like others. */
function tryToRead({ read }: Following): FolderRead {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const problems = [{ file: ".", line: null, path: "", reason }];
    return { files: [], problems, composed: new Set(), uncomposed: new Set(), place: (problem) => problem };
  }
}

async function takeIn(state: Followed, read: FolderRead, { draft, tell }: Following): Promise<Followed> {
  const changes = state.changes + 1;
  const unread = (problems: readonly FileProblem[], message: string): Followed => {
    for (const line of formatProblems(problems)) tell(line);
    tell(
      `${message} ${state.draft === null ? "There is no draft yet." : `Draft ${state.draft} stays as it was.`}`,
    );
    return { ...state, changes, problems };
  };
  if (read.problems.length > 0) return unread(read.problems, "Not taken in.");
  const made = await draft(read, state.draft);
  if ("error" in made) return unread(made.problems, `${made.error.message} ${made.error.hint}`.trim());
  for (const line of formatWarnings(made.warnings.map(read.place))) tell(line);
  const next = made.proposal ?? null;
  if (next === null) {
    tell(
      state.draft === null
        ? "Head says what the folder says."
        : `Head says what the folder says: draft ${state.draft} is withdrawn.`,
    );
  } else if (next === state.draft) tell(`Draft ${next} says that already.`);
  else
    tell(
      `Draft ${next}: ${made.changes.map(({ resource }) => resource).join(", ")}${placeOf(state.draft, made.stays)}`,
    );
  return { ...state, changes, draft: next, problems: [] };
}

function placeOf(draft: string | null, stays: string | null): string {
  if (draft === null) return "";
  return stays === null ? `, in the place of ${draft}` : `. ${stays}`;
}

/** Waits for something to be heard and then for quiet, or for the time to look anyway. What is heard meanwhile counts. */
function createSignal() {
  let wake: (() => void) | null = null;
  let isDue = false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const wakeIn = (ms: number): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      isDue = true;
      wake?.();
    }, ms);
  };
  return {
    raise: (): void => {
      wakeIn(SETTLE_MS);
    },
    settled: async (): Promise<void> => {
      if (timer === null && !isDue) wakeIn(LOOK_MS);
      if (!isDue)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      wake = null;
      isDue = false;
    },
    close: (): void => {
      if (timer !== null) clearTimeout(timer);
    },
  };
}

/** Where the system cannot tell of a folder, it is looked at from time to time all the same. */
function watchFolder(folder: string, heard: () => void): () => void {
  try {
    const watcher = watch(folder, { recursive: true }, heard);
    watcher.on("error", () => {
      watcher.close();
    });
    return () => {
      watcher.close();
    };
  } catch {
    return () => undefined;
  }
}
