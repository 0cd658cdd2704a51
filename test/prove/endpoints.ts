import { CORPUS } from "#test/endpoints/corpus/all.ts";
import { ONCE_WRONG } from "#test/endpoints/corpus/once-wrong.ts";
import { playAll } from "#test/endpoints/play.ts";
import { playPreset } from "#test/endpoints/play-preset.ts";
import { PRESET_SERVERS } from "#test/endpoints/presets/all.ts";
import { makeFolder } from "#test/support/test-workspace.ts";

type EndpointRow = {
  readonly name: string;
  readonly endpoint: string;
  readonly source: string;
  readonly misses: readonly string[];
};

export type EndpointFigures = {
  /** Of the corpus. */
  readonly behaviours: readonly EndpointRow[];
  /** Those that this program once met wrongly. */
  readonly onceWrong: readonly EndpointRow[];
  /** Each at a server that does as its owner documents, through an evaluation and a session. */
  readonly presets: readonly EndpointRow[];
  readonly ok: boolean;
};

/** Plays every behaviour and preset in whose name one of the parts is, or all. */
export async function proveEndpoints({ only }: { readonly only: string }): Promise<EndpointFigures> {
  const parts = only.split(",");
  const chosen = <Named>(all: readonly Named[], name: (one: Named) => string): readonly Named[] =>
    all.filter((one) => parts.some((part) => name(one).includes(part)));
  // What is let go where is noted for a person, and this is nobody's.
  const { folder, remove } = makeFolder();
  process.env["AUTOGENESIS_CONFIG"] = folder;
  process.once("exit", remove);
  const play = async (all: typeof CORPUS): Promise<readonly EndpointRow[]> =>
    (await playAll(chosen(all, ({ id }) => id))).map(({ behaviour: { id, endpoint, source }, misses }) => {
      return { name: id, endpoint, source, misses };
    });
  const behaviours = await play(CORPUS);
  const onceWrong = await play(ONCE_WRONG);
  const presets: EndpointRow[] = [];
  for (const preset of chosen(PRESET_SERVERS, ({ name }) => name)) {
    const { misses } = await playPreset(preset);
    presets.push({ name: preset.name, endpoint: preset.name, source: preset.sources[0] ?? "", misses });
  }
  const rows = [...behaviours, ...onceWrong, ...presets];
  const ok = rows.length > 0 && rows.every(({ misses }) => misses.length === 0);
  return { behaviours, onceWrong, presets, ok };
}

/** The names of what is met as it is right. */
export function namesHeld({ behaviours, onceWrong, presets }: EndpointFigures): ReadonlySet<string> {
  const held = [...behaviours, ...onceWrong, ...presets].filter(({ misses }) => misses.length === 0);
  return new Set(held.map(({ name }) => name));
}

export function formatEndpoints({ behaviours, onceWrong, presets }: EndpointFigures): string {
  return [
    "Behaviours of endpoints, played on loopback and met by the program the way a person uses it.",
    "",
    ...formatRows(behaviours),
    "",
    "Behaviours that it once met wrongly.",
    "",
    ...formatRows(onceWrong),
    "",
    "Presets, each at a server that does as its owner documents, through an evaluation and a session.",
    "",
    ...formatRows(presets),
    "",
    `once met wrongly: ${countHeld(onceWrong)}, of ${onceWrong.length}`,
    `presets: ${countHeld(presets)}, of ${presets.length}`,
    `held: ${countHeld(behaviours)}, of ${behaviours.length}`,
  ].join("\n");
}

function formatRows(rows: readonly EndpointRow[]): readonly string[] {
  const width = Math.max(0, ...rows.map(({ name }) => name.length));
  return rows.flatMap(({ name, endpoint, source, misses }) => [
    `${misses.length === 0 ? "held" : "NOT "}  ${name.padEnd(width)}  ${endpoint.padEnd(25)} ${source}`,
    ...misses.map((miss) => `        ${miss}`),
  ]);
}

function countHeld(rows: readonly EndpointRow[]): number {
  return rows.filter(({ misses }) => misses.length === 0).length;
}
