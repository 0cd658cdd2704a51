import { emitter } from "./strict.ts";

export const appEvents = emitter("app", [
  "web-contents-created",
  "second-instance",
  "activate",
  "window-all-closed",
  "before-quit",
  "will-quit",
  "quit",
  "open-file",
  "child-process-gone",
]);

export function emitApp(event: string, ...args: readonly unknown[]): boolean {
  return appEvents.emit(event, ...args);
}
