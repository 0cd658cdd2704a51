/** What the bundler and the three engines say of a file of the window's that did not come. */
const UNLOADED =
  /unable to preload css|failed to fetch dynamically imported module|error loading dynamically imported module|importing a module script failed/i;

/** Whether what a view stopped with is no defect of it: its files, read when it is first opened, did not come. */
export function isPartMissing(error: unknown): boolean {
  return error instanceof Error && UNLOADED.test(error.message);
}
