import { keepCompiledCode } from "#core/host/compile-cache.ts";
import { outliveReaders } from "#core/host/outlive-readers.ts";

outliveReaders();

// Everything else comes after it on purpose: with compiled code at hand a command starts in two thirds of the time.
keepCompiledCode();
const { runCli } = await import("./run-cli.ts");

process.exitCode = await runCli(process.argv.slice(2));
