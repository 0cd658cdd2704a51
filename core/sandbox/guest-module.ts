import releaseSync from "@jitl/quickjs-wasmfile-release-sync";
import { newQuickJSWASMModuleFromVariant, newVariant } from "quickjs-emscripten-core";
import type { QuickJSSyncVariant, QuickJSWASMModule } from "quickjs-emscripten-core";

/** Without the DOM's types nothing declares it. */
declare const WebAssembly: {
  readonly Memory: new (pages: { readonly initial: number; readonly maximum: number }) => unknown;
};

// Its types describe the CommonJS form, where the variant is one level deeper than in the module that we import.
const variant = releaseSync as unknown as QuickJSSyncVariant;

const PAGES_PER_MB = 16;
const INITIAL_MB = 16;

/**
 * QuickJS in WebAssembly memory that can't grow past the limit. The engine's own setMemoryLimit does not bound
 * memory (64 MB asked for, 1.6 GB used), so the memory itself is what is capped.
 */
export function loadGuestModule(memoryMb: number): Promise<QuickJSWASMModule> {
  const wasmMemory = new WebAssembly.Memory({
    initial: Math.min(INITIAL_MB, memoryMb) * PAGES_PER_MB,
    maximum: memoryMb * PAGES_PER_MB,
  });
  return newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmMemory }));
}

/** WebAssembly memory never shrinks: after a guest took more than half, the next one deserves a new module. */
export function isSwollen(module: QuickJSWASMModule, memoryMb: number): boolean {
  const memory = module.getWasmMemory() as { readonly buffer: ArrayBuffer };
  return memory.buffer.byteLength > (memoryMb * 2 ** 20) / 2;
}
