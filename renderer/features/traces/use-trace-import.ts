import { useState } from "react";
import type { ImportedTraces } from "#core/contract/received-traces.ts";
import { useAct } from "#renderer/store/use-act.ts";
import type { Problem } from "#renderer/ui/problem.ts";
import { readTraceFile } from "./read-trace-files.ts";

type Outcome =
  | { readonly name: string; readonly imported: ImportedTraces }
  | { readonly name: string; readonly problem: Problem };

/** What became of one file; `place` says which of those chosen, as one may be among them twice. */
export type ImportedFile = Outcome & { readonly place: number };

/** Brings files in one after the other; each tells what became of it as soon as it has. */
export function useTraceImport() {
  const act = useAct();
  const [files, setFiles] = useState<readonly ImportedFile[]>([]);
  const [isReading, setIsReading] = useState(false);
  const take = async (chosen: readonly File[]): Promise<void> => {
    if (chosen.length === 0) return;
    setFiles([]);
    setIsReading(true);
    for (const [place, file] of chosen.entries()) {
      const outcome = { ...(await bringIn(file, act)), place };
      setFiles((before) => [...before, outcome]);
    }
    setIsReading(false);
  };
  return { files, isReading, take };
}

async function bringIn(file: File, act: ReturnType<typeof useAct>): Promise<Outcome> {
  const read = await readTraceFile(file);
  if ("problem" in read) return read;
  const { name, source } = read;
  const done = await act(async (client) => await client.traces.import({ source }), ["runs", "received"]);
  if (done.ok) return { name, imported: done.value };
  return { name, problem: done.error };
}
