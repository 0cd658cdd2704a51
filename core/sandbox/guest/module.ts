import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import releaseSync from "@jitl/quickjs-wasmfile-release-sync";
import { newQuickJSWASMModuleFromVariant, newVariant } from "quickjs-emscripten-core";
import type { QuickJSSyncVariant, QuickJSWASMModule } from "quickjs-emscripten-core";

type Memory = { readonly buffer: ArrayBuffer; grow: (pages: number) => number };
type Compiled = object;

/** Without the DOM's types nothing declares it. */
declare const WebAssembly: {
  readonly Memory: new (pages: { readonly initial: number; readonly maximum: number }) => Memory;
  readonly compile: (bytes: Uint8Array) => Promise<Compiled>;
};

// Its types describe the CommonJS form, where the variant is one level deeper than in the module that we import.
const variant = releaseSync as unknown as QuickJSSyncVariant;

const PAGES_PER_MB = 16;
const INITIAL_MB = 16;

/** An engine in memory of its own. */
export type GuestModule = {
  readonly quickjs: QuickJSWASMModule;
  /** Its memory is all but full, and more was refused. */
  readonly hasRunOut: () => boolean;
  /** WebAssembly memory never shrinks: after a guest took more than half, the next one deserves a new module. */
  readonly isSwollen: () => boolean;
  /** Takes down all of its memory. What is returned puts it back: whatever ran since has left nothing that could be read. */
  readonly remember: () => () => void;
};

/** Makes modules that share nothing but their compiled code. */
export type GuestModules = { readonly load: (memoryMb: number) => Promise<GuestModule> };

/** Reads and compiles the engine, once: no file is read after that. */
export async function openGuestModules(): Promise<GuestModules> {
  const file = createRequire(import.meta.url).resolve("@jitl/quickjs-wasmfile-release-sync/wasm");
  const wasmModule = await WebAssembly.compile(readFileSync(file));
  return { load: (memoryMb) => loadGuestModule(wasmModule, memoryMb) };
}

/**
 * QuickJS in WebAssembly memory that can't grow past the limit. The engine's own setMemoryLimit does not bound
 * memory (64 MB asked for, 1.6 GB used), so the memory itself is what is capped [T10].
 */
async function loadGuestModule(wasmModule: Compiled, memoryMb: number): Promise<GuestModule> {
  const wasmMemory = new WebAssembly.Memory({
    initial: Math.min(INITIAL_MB, memoryMb) * PAGES_PER_MB,
    maximum: memoryMb * PAGES_PER_MB,
  });
  const wasRefused = watchGrowth(wasmMemory);
  const usedShare = (): number => wasmMemory.buffer.byteLength / (memoryMb * 2 ** 20);
  const quickjs = await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmModule, wasmMemory }));
  // One giant piece is refused for being giant. The last few percent are never handed out.
  return {
    quickjs,
    hasRunOut: () => wasRefused() && usedShare() > 0.9,
    isSwollen: () => usedShare() > 0.5,
    remember: () => {
      const kept = usedBytes(wasmMemory.buffer);
      return () => new Uint8Array(wasmMemory.buffer).set(kept);
    },
  };
}

/**
 * A copy up to the last byte that is not zero, as all bytes of new memory are. The allocator ends what it has handed out
 * with a mark, so nothing of that lies behind it; and it takes nothing for zero that it hands out later.
 */
function usedBytes(memory: ArrayBuffer): Uint8Array {
  const words = new Uint32Array(memory);
  const last = words.findLastIndex((word) => word !== 0);
  return new Uint8Array(memory).slice(0, 4 * (last + 1));
}

/** The engine asks for a generous growth first and for less when that is refused: the last word counts. */
function watchGrowth(memory: Memory): () => boolean {
  const grow = memory.grow.bind(memory);
  let wasRefused = false;
  memory.grow = (pages) => {
    wasRefused = true;
    const before = grow(pages);
    wasRefused = false;
    return before;
  };
  return () => wasRefused;
}
