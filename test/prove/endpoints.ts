import { readFileSync } from "node:fs";
import { makeFolder } from "#test/support/test-workspace.ts";
import type { Behaviour } from "#test/endpoints/behaviour.ts";
import { describeRight, sourceAddress } from "#test/endpoints/describe.ts";
import { playAll, type Played } from "#test/endpoints/play.ts";

const PACKAGE = new URL("../../package.json", import.meta.url);

export type EndpointRow = {
  readonly id: string;
  readonly endpoint: string;
  readonly source: string;
  readonly isHeld: boolean;
  readonly requests: number;
  readonly code: string | null;
  readonly misses: readonly string[];
};

export type EndpointFigures = {
  readonly rows: readonly EndpointRow[];
  readonly held: number;
  readonly of: number;
  readonly ok: boolean;
};

/** Plays every behaviour that the list names, or all; what they say is compared with what is right. */
export async function proveEndpoints(
  corpus: readonly Behaviour[],
  { only }: { readonly only: string },
): Promise<EndpointFigures> {
  const wanted = only === "" ? null : only.split(",");
  const chosen = corpus.filter(({ id }) => wanted === null || wanted.some((part) => id.includes(part)));
  // What is let go where is noted for a person, and this is nobody's.
  const { folder, remove } = makeFolder();
  process.env["AUTOGENESIS_CONFIG"] = folder;
  process.once("exit", remove);
  return toFigures(await playAll(chosen));
}

function toFigures(played: readonly Played[]): EndpointFigures {
  const rows = played.map(({ behaviour: { id, endpoint, source }, seen, requests, misses }) => {
    return { id, endpoint, source, isHeld: misses.length === 0, requests, code: seen.code, misses };
  });
  const held = rows.filter(({ isHeld }) => isHeld).length;
  return { rows, held, of: rows.length, ok: held === rows.length && held > 0 };
}

export function formatEndpoints({ rows, held, of }: EndpointFigures): string {
  const width = Math.max(0, ...rows.map(({ id }) => id.length));
  return [
    "Behaviours of endpoints, played on loopback and met by the program the way a person uses it.",
    "",
    ...rows.map(
      (row) =>
        `${row.isHeld ? "held" : "NOT "}  ${row.id.padEnd(width)}  ${row.endpoint.padEnd(25)} ${row.source}${row.isHeld ? "" : `\n        ${row.misses.join("; ")}`}`,
    ),
    "",
    `held: ${held}, of ${of}`,
  ].join("\n");
}

/** The page that lists them; dated by the version it was made with, since a clock would make it another every day. */
export function endpointsPage(corpus: readonly Behaviour[], held: ReadonlySet<string>): string {
  const { version } = JSON.parse(readFileSync(PACKAGE, "utf8")) as { readonly version: string };
  return [
    "# What endpoints do, and what becomes of it",
    "",
    `Version ${version}: ${corpus.filter(({ id }) => held.has(id)).length} held, of ${corpus.length}.`,
    "",
    "Each behaviour was reported or documented by somebody, is played on a loopback server over real HTTP, and is met by the program itself; `npm run prove -- endpoints --out resources/guide/endpoints.md` does so and writes this page.",
    "",
    "| Endpoint | What it does | What is right | Held | Source |",
    "| --- | --- | --- | --- | --- |",
    ...corpus.map((behaviour) => toRow(behaviour, held)),
    "",
  ].join("\n");
}

function toRow(behaviour: Behaviour, held: ReadonlySet<string>): string {
  const { id, endpoint, title, source } = behaviour;
  const label = source.replace(/^https:\/\/([^/]+)\/.*$/, "$1");
  const cells = [
    endpoint,
    title,
    describeRight(behaviour),
    held.has(id) ? "yes" : "no",
    `[${label}](${sourceAddress(source)})`,
  ];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

/** The behaviours that a page says are held, by the titles in its rows. */
export function heldOnPage(page: string, corpus: readonly Behaviour[]): ReadonlySet<string> {
  const lines = page.split("\n");
  const isHeld = ({ title }: Behaviour): boolean =>
    lines.some((line) => line.includes(` ${title.replaceAll("|", "\\|")} |`) && line.includes("| yes |"));
  return new Set(corpus.filter(isHeld).map(({ id }) => id));
}
