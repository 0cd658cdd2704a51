import { readdirSync } from "node:fs";
import { AppError } from "#core/base/app-error.ts";
import { createFileSource } from "#core/config/compose/config-files.ts";
import { orMeant } from "#core/config/compose/config-fault.ts";
import { readSystemFile, type SystemFile } from "#core/exchange/system-file.ts";
import { extending } from "./extending.ts";

type Typed = {
  /** What a person's paths are from. */
  readonly cwd: string;
  /** What they typed over the file, each with how it is shown where something is wrong with it. */
  readonly set: ReadonlyArray<{ readonly text: string; readonly shown: string }>;
};

/** The system that a person's file describes, or one that ships. Throws config-invalid. */
export function readSystem(named: string, { cwd, set }: Typed): SystemFile {
  const { shipped, environment } = extending();
  return readSystemFile({
    source: createFileSource({ cwd, shipped }),
    named: nameFile(named, shipped.folder),
    overrides: set,
    environment,
    shipped,
  });
}

const NAME_ALONE = /^[A-Za-z0-9-]+$/;

/** A name without a dot or a slash is one of those that ship. */
function nameFile(written: string, folder: string): string {
  if (!NAME_ALONE.test(written)) return written;
  const names = readdirSync(folder).flatMap((file) => (file.endsWith(".yaml") ? [file.slice(0, -5)] : []));
  if (names.includes(written)) return `shipped:${written}.yaml`;
  throw new AppError(
    "config-invalid",
    `No configuration named "${written}" ships with the program${orMeant(written, names.toSorted()).replace(/[^?]$/, "$&.")}`,
    { hint: `A file of your own is named with its ending or its folder: ./${written}, ${written}.yaml.` },
  );
}
