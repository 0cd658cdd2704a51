import type { Command } from "commander";
import type { ImportedTraces } from "#core/contract/received-traces.ts";
import { callWorkspace, fromWhereTyped } from "#core/host/cli/call-workspace.ts";
import { formatReceived } from "#core/host/cli/format/received.ts";

type ImportedFile = ImportedTraces & { readonly file: string };

export function addTraceImport(trace: Command): void {
  trace
    .command("import")
    .description(
      "keep traces that other programs recorded; what is kept already is added to, and nothing twice",
    )
    .argument(
      "<file...>",
      "OTLP as JSON, lines of JSON or protobuf, a download of Jaeger, or spans that Phoenix exported; .gz of each",
    )
    .action(async (files: readonly string[], _options: unknown, command: Command) => {
      await callWorkspace(
        command,
        async (client) => {
          const imported: ImportedFile[] = [];
          for (const file of files) {
            const answer = await client.traces.import({ source: { path: fromWhereTyped(file) } });
            imported.push({ file, ...answer });
          }
          return imported;
        },
        (imported) => imported.flatMap(({ file, ...received }) => formatReceived(file, received)).join("\n"),
      );
    });
}
