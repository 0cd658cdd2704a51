/** What stands in number fields: texts, as an unfinished number is none. "" is not set. */
export type Drafts = Readonly<Record<string, string>>;

/** The fields that differ from what is saved: their numbers, or null for those that were emptied. */
export function changesOf(saved: Drafts, drafts: Drafts): Readonly<Record<string, number | null>> {
  return Object.fromEntries(
    Object.entries(drafts)
      .filter(([name, text]) => text.trim() !== saved[name])
      .map(([name, text]) => [name, text.trim() === "" ? null : Number(text)]),
  );
}

export function toDrafts(
  names: readonly string[],
  values: Readonly<Record<string, number | undefined>>,
): Drafts {
  return Object.fromEntries(
    names.map((name) => [name, values[name] === undefined ? "" : String(values[name])]),
  );
}
