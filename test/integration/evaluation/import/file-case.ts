/** A file as people have it, and what must come of it: the items in id order, and what was said. */
export type FileCase = {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly items: ReadonlyArray<readonly [input: unknown, expected: unknown]>;
  readonly notes?: readonly RegExp[];
  readonly skipped?: readonly RegExp[];
  /** What of items that are kept is not read. */
  readonly unread?: readonly RegExp[];
};

export const lines = (...records: readonly unknown[]): string =>
  records.map((record) => `${JSON.stringify(record)}\n`).join("");
export const say = (role: string, content: unknown) => ({ role, content });
