import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { z } from "zod";
import { AppError } from "#core/base/app-error.ts";
import { oneAtATime } from "#core/store/one-at-a-time.ts";
import { MOST_NOTE_BYTES, readOwnNote, replaceNote } from "#core/store/own-file.ts";

/**
 * A small file in this user's own folder that holds for all their workspaces, such as which key may go where: read whenever
 * it is asked, as other programs of this one's write it too.
 */
export type UserNote<T> = {
  /** Null where there is none, and where nobody can read it: such a file permits nothing. */
  readonly read: () => T | null;
  /**
   * What it says from now on, and an answer; the same object leaves the file alone. Nobody else changes it meanwhile.
   * Throws config-invalid where it cannot be read, input-invalid where it has no room left, read-only where it cannot be
   * kept, and what `next` throws; then it says what it said.
   */
  readonly change: <A>(next: (said: T) => readonly [T, A]) => A;
};

type NoteForm<T> = {
  /** Throws path-refused for a user without a folder. */
  readonly path: () => string;
  readonly form: z.ZodType<T>;
  /** What a file that is not there says. */
  readonly empty: T;
  /** What it holds, as a sentence begins with it: "The tokens". */
  readonly what: string;
  /** What holds once there is no such file: "then no token opens anything". */
  readonly without: string;
};

export function openUserNote<T>(note: NoteForm<T>): UserNote<T> {
  return {
    read: () => {
      try {
        return parse(note, note.path());
      } catch {
        return null;
      }
    },
    change: (next) => {
      const file = note.path();
      return writing(note, file, () => {
        const said = readToChange(note, file);
        const [left, answer] = next(said);
        if (left !== said) replaceNote(file, written(left, file));
        return answer;
      });
    },
  };
}

function parse<T>({ form, empty }: NoteForm<T>, file: string): T {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return empty;
  return form.parse(JSON.parse(readOwnNote(file) ?? ""));
}

/** What cannot be read is not written over: another version of the program may read it [S61]. */
function readToChange<T>(note: NoteForm<T>, file: string): T {
  try {
    return parse(note, file);
  } catch (cause) {
    throw new AppError("config-invalid", `${note.what} in ${file} cannot be read; nothing was changed.`, {
      hint: `Use the version of the program that wrote the file, or take it out of its folder: ${note.without}.`,
      cause,
    });
  }
}

/** What is longer could not be read again. */
function written(said: unknown, file: string): string {
  const text = `${JSON.stringify(said, null, 2)}\n`;
  if (Buffer.byteLength(text) <= MOST_NOTE_BYTES) return text;
  throw new AppError("input-invalid", `${file} has no room for more: it has ${MOST_NOTE_BYTES / 1024} KiB.`, {
    hint: "Take back what is not in use any more, of this workspace or another.",
  });
}

function writing<A>({ what }: NoteForm<unknown>, file: string, work: () => A): A {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    return oneAtATime(`${file}.lock`, work);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError("read-only", `${what} cannot be written to ${file}.`, {
      hint: "Check the permissions of that folder, or name another one: AUTOGENESIS_CONFIG=FOLDER.",
      cause,
    });
  }
}
