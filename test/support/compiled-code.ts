import { keepCompiledCode } from "#core/host/compile-cache.ts";

// Threads that a test starts find what the last one compiled.
keepCompiledCode();
