import { readFileSync } from "node:fs";
import type { Behaviour } from "#test/endpoints/behaviour.ts";
import { CORPUS } from "#test/endpoints/corpus/all.ts";
import { ONCE_WRONG } from "#test/endpoints/corpus/once-wrong.ts";
import { describeRight, sourceAddress } from "#test/endpoints/describe.ts";
import { PRESET_SERVERS } from "#test/endpoints/presets/all.ts";
import type { PresetServer } from "#test/endpoints/presets/preset-server.ts";

const PACKAGE = new URL("../../package.json", import.meta.url);

/**
 * The page that lists what endpoints do, with what is held of it. Dated by the version it was made with: by a clock it would
 * be another page every day.
 */
export function endpointsPage(held: ReadonlySet<string>): string {
  const { version } = JSON.parse(readFileSync(PACKAGE, "utf8")) as { readonly version: string };
  const count = CORPUS.filter(({ id }) => held.has(id)).length;
  return [
    "# What endpoints do, and what becomes of it",
    "",
    `Version ${version}: ${count} held, of ${CORPUS.length}.`,
    "",
    "Each behaviour was reported or documented by somebody, is played on a loopback server over real HTTP, and is met by the program itself; `npm run prove -- endpoints --out resources/guide/endpoints.md` does so and writes this page.",
    "",
    ...table(CORPUS, held),
    "",
    "## Once met wrongly",
    "",
    ...table(ONCE_WRONG, held),
    "",
    "## Presets",
    "",
    "A server on loopback does what each preset's owner documents and what its users report. Its models are listed, an evaluation is made against it, and a session that learns something.",
    "",
    "| Preset | Works | Sources |",
    "| --- | --- | --- |",
    ...PRESET_SERVERS.map((preset) => presetRow(preset, held)),
    "",
  ].join("\n");
}

function table(behaviours: readonly Behaviour[], held: ReadonlySet<string>): readonly string[] {
  return [
    "| Endpoint | What it does | What is right | Held | Source |",
    "| --- | --- | --- | --- | --- |",
    ...behaviours.map((behaviour) =>
      row([
        behaviour.endpoint,
        behaviour.title,
        describeRight(behaviour),
        held.has(behaviour.id) ? "yes" : "no",
        link(behaviour.source),
      ]),
    ),
  ];
}

function presetRow({ name, lacks, sources }: PresetServer, held: ReadonlySet<string>): string {
  const works = lacks === null ? "yes" : `says: ${lacks}`;
  return row([`\`${name}\``, held.has(name) ? works : "no", sources.map(link).join(", ")]);
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function link(source: string): string {
  return `[${source.replace(/^https:\/\/([^/]+)\/.*$/, "$1")}](${sourceAddress(source)})`;
}

/** The names of what a page says is held. */
export function heldOnPage(page: string): ReadonlySet<string> {
  const names = [...CORPUS, ...ONCE_WRONG].map(({ id }) => id);
  const lines = new Set(page.split("\n"));
  const all = new Set([...names, ...PRESET_SERVERS.map(({ name }) => name)]);
  const asHeld = new Map(
    [...CORPUS, ...ONCE_WRONG].map((behaviour) => [behaviour.id, table([behaviour], all)[2] ?? ""] as const),
  );
  for (const preset of PRESET_SERVERS) asHeld.set(preset.name, presetRow(preset, all));
  return new Set([...asHeld].filter(([, line]) => lines.has(line)).map(([name]) => name));
}
