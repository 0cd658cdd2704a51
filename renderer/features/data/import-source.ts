import type { ImportFormat } from "#core/domain/dataset.ts";
import { FORMAT_FACTS, formatsByName, recogniseFormat } from "#core/domain/import-format.ts";

/** A file as a window has read it, by its path in the folder that was chosen; its name alone where it was none. */
export type ChosenFile = { readonly path: string; readonly bytes: Uint8Array<ArrayBuffer> };

/** What items are read from: one of the chosen files, or a text that was pasted, which has no name. */
export type ImportSource = {
  readonly main: ChosenFile;
  /** The files that it may refer to. */
  readonly others: readonly ChosenFile[];
};

/** Bytes of a source that a preview reads: enough for the first rows, little enough to send at each change. */
const PREVIEW_BYTES = 200_000;
/** Bytes that tell a format. */
const START_BYTES = 8000;
const PIECE_BYTES = 0x8000;

export function pastedSource(text: string): ImportSource {
  return { main: { path: "", bytes: new TextEncoder().encode(text) }, others: [] };
}

/**
 * Of several files the one that refers to the others, which is a configuration; else the first that a format ends like.
 * Null where none does and there are several.
 */
export function sourceOf(files: readonly ChosenFile[]): ImportSource | null {
  const ordered = files.toSorted(compareFiles);
  const main =
    ordered.find(({ path }) => /(?:^|\/)promptfooconfig\.ya?ml$/i.test(path)) ??
    ordered.find((file) => isNamed(file) && refersToOthers(formatOfFile(file))) ??
    ordered.find(isNamed) ??
    (ordered.length === 1 ? ordered[0] : undefined);
  return main === undefined ? null : withMain(ordered, main);
}

function withMain(files: readonly ChosenFile[], main: ChosenFile): ImportSource {
  return { main, others: files.filter((file) => file !== main) };
}

/** The same files with another one to read the items from. */
export function changeMain({ main, others }: ImportSource, path: string): ImportSource {
  const files = [main, ...others];
  return withMain(files, files.find((file) => file.path === path) ?? main);
}

/** The files that items may be read from, by path. */
export function readablePaths({ main, others }: ImportSource): readonly string[] {
  const paths = others.filter(isNamed).map(({ path }) => path);
  return [main.path, ...paths].toSorted();
}

/** Those that stand higher first. */
function compareFiles(a: ChosenFile, b: ChosenFile): number {
  const deeper = depthOf(a) - depthOf(b);
  return deeper === 0 ? a.path.localeCompare(b.path) : deeper;
}

function depthOf({ path }: ChosenFile): number {
  return path.split("/").length;
}

function isNamed({ path }: ChosenFile): boolean {
  return formatsByName(path).length > 0;
}

/** A file that tells its answers itself is a configuration, and may have them elsewhere. */
function refersToOthers(format: ImportFormat | null): boolean {
  return format !== null && FORMAT_FACTS[format].tellsAnswers;
}

function isWhole(format: ImportFormat | null): boolean {
  return format !== null && FORMAT_FACTS[format].isReadWhole;
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The format by the file's name, else by how it begins. */
export function formatOfSource({ main }: ImportSource): ImportFormat | null {
  return formatOfFile(main);
}

function formatOfFile({ path, bytes }: ChosenFile): ImportFormat | null {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const start = new TextDecoder(isUtf16 ? "utf-16le" : "utf-8").decode(bytes.subarray(0, START_BYTES));
  return recogniseFormat({ name: path, text: start });
}

type WireSource =
  | { readonly text: string; files: Record<string, string> }
  | { readonly base64: string; readonly name: string; files: Record<string, string> };

/** The source as `data.preview` and `data.import` take it; for a preview its first lines alone, where they can be read so. */
export function toWireSource(source: ImportSource, previewed: ImportFormat | null): WireSource {
  const { path, bytes } = source.main;
  const part = previewed === null ? bytes : firstLines(bytes, previewed);
  const files = filesBeside(source);
  if (path === "") return { text: new TextDecoder().decode(part), files };
  return { base64: toBase64(part), name: nameOf(path), files };
}

/** In pieces: a call takes only so many arguments. */
function toBase64(bytes: Uint8Array): string {
  const texts: string[] = [];
  for (let at = 0; at < bytes.length; at += PIECE_BYTES)
    texts.push(String.fromCharCode(...bytes.subarray(at, at + PIECE_BYTES)));
  return btoa(texts.join(""));
}

function firstLines(bytes: Uint8Array<ArrayBuffer>, format: ImportFormat): Uint8Array<ArrayBuffer> {
  // Characters of two bytes may have that of a line's end in them.
  const isWide = bytes.subarray(0, 2).includes(0xff) || bytes.subarray(0, 200).includes(0);
  if (isWide || isWhole(format) || bytes.length <= PREVIEW_BYTES) return bytes;
  const end = bytes.lastIndexOf(0x0a, PREVIEW_BYTES);
  return end === -1 ? bytes : bytes.subarray(0, end);
}

/** The others by their paths from the main one's folder. */
function filesBeside({ main, others }: ImportSource): Record<string, string> {
  const folder = main.path.slice(0, main.path.lastIndexOf("/") + 1);
  return Object.fromEntries(
    others
      .filter(({ path }) => path.startsWith(folder))
      .map(({ path, bytes }) => [path.slice(folder.length), new TextDecoder().decode(bytes)]),
  );
}
