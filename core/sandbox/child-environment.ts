const systemRoot = process.platform === "win32" ? process.env["SystemRoot"] : undefined;

/** UTC, so that dates print the same on every machine; Windows can't start a process without SystemRoot. */
export const CHILD_ENVIRONMENT: Readonly<Record<string, string>> = {
  TZ: "UTC",
  ...(systemRoot === undefined ? {} : { SystemRoot: systemRoot }),
};
