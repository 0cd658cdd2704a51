import { outliveReaders } from "#core/host/outlive-readers.ts";
import { runCli } from "./run-cli.ts";

outliveReaders();

process.exitCode = await runCli(process.argv.slice(2));
