import { enableCompileCache } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

// Threads that a test starts find what the last one compiled, where the command line keeps its own.
enableCompileCache(join(tmpdir(), "node-compile-cache"));
