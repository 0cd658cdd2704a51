import { tmpdir } from "node:os";

/** What the test decides about the machine, handed over in one environment variable. */
export type MachineOptions = {
  /** Everything the program may write outside the workspace. */
  readonly home: string;
  /** Path of Chromium. */
  readonly chromium: string;
  /**
   * What the asynchronous encryption rests on. Under "constant" no key store answers, though the desktop's name promises
   * one: what is "encrypted" begins with v10 and can be read by everybody.
   */
  readonly keyStore: "keyring" | "constant";
  /** How far a window's inside lies from where its frame was put: a window manager of X11 draws the frame around it. */
  readonly frame: { readonly x: number; readonly y: number };
  /** What a file manager asks to have opened while the program is still starting; null for nothing. */
  readonly openFile: string | null;
  /** False: another instance has the lock. */
  readonly isFirstInstance: boolean;
};

export const MACHINE_VARIABLE = "ELECTRON_STAND_IN";

export const machine: MachineOptions = {
  home: tmpdir(),
  chromium: "",
  keyStore: "keyring",
  frame: { x: 0, y: 0 },
  openFile: null,
  isFirstInstance: true,
  ...(JSON.parse(process.env[MACHINE_VARIABLE] ?? "{}") as Partial<MachineOptions>),
};

/** One call that left the program, as it was made. */
export type Call = { readonly api: string; readonly args: readonly unknown[] };

export const calls: Call[] = [];

/** Notes an outward call. What JSON cannot carry is noted as its type. */
export function note(api: string, ...args: readonly unknown[]): void {
  const plain = JSON.parse(
    JSON.stringify(args, (_key, value: unknown) => (typeof value === "function" ? "function" : value)),
  ) as readonly unknown[];
  calls.push({ api, args: plain });
}

type Phase = "starting" | "ready";
let phase: Phase = "starting";

export function becomeReady(): void {
  phase = "ready";
}

export function isReady(): boolean {
  return phase === "ready";
}

/** Electron fails on these, or silently does nothing, which is worse. */
export function requireBeforeReady(api: string): void {
  if (phase !== "starting") throw new Error(`${api} must be called before the app is ready.`);
}

export function requireReady(api: string): void {
  if (phase !== "ready") throw new Error(`${api} cannot be used before the app is ready.`);
}
