import type { ImportFormat } from "#core/domain/dataset.ts";
import { FORMAT_FACTS, formatsByName, recogniseFormat } from "#core/domain/import-format.ts";

/** A file as a window has read it, by its path in the folder that was chosen; its name alone where it was none. */
export type ChosenFile = { readonly path: string; readonly bytes: Uint8Array<ArrayBuffer> };

/** What items are read from: one of the chosen files, or a text that was pasted, which has no name. */
export type ImportSource = {
  readonly main: ChosenFile;
  /** The files that it may refer to. */
  readonly others: readonly ChosenFile[];
  /** How many more were chosen and not read. */
  readonly unread?: number;
};

/** Bytes of a source that a preview reads: all that a table's form is told from, little enough to send at each change. */
const PREVIEW_BYTES = 2 ** 20;
/** The largest file that a configuration may refer to. */
export const MOST_BESIDE_BYTES = 4 * 2 ** 20;
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
export function sourceOf(files: readonly ChosenFile[], unread = 0): ImportSource | null {
  const ordered = files.toSorted(compareFiles);
  const main =
    ordered.find(({ path }) => /(?:^|\/)promptfooconfig\.ya?ml$/i.test(path)) ??
    ordered.find((file) => isNamed(file) && refersToOthers(formatOfFile(file))) ??
    ordered.find(isNamed) ??
    (ordered.length === 1 ? ordered[0] : undefined);
  return main === undefined ? null : { ...withMain(ordered, main), ...(unread === 0 ? {} : { unread }) };
}

function withMain(files: readonly ChosenFile[], main: ChosenFile): ImportSource {
  return { main, others: files.filter((file) => file !== main) };
}

/** The same files with another one to read the items from. */
export function changeMain({ main, others, ...rest }: ImportSource, path: string): ImportSource {
  const files = [main, ...others];
  return { ...rest, ...withMain(files, files.find((file) => file.path === path) ?? main) };
}

/** The files that items may be read from, by path. */
export function readablePaths({ main, others }: ImportSource): readonly string[] {
  const paths = others.filter(isNamed).map(({ path }) => path);
  return [main.path, ...paths].toSorted();
}

type Named = Pick<ChosenFile, "path">;

/** Those that stand higher first. */
export function compareFiles(a: Named, b: Named): number {
  const deeper = depthOf(a) - depthOf(b);
  return deeper === 0 ? a.path.localeCompare(b.path) : deeper;
}

function depthOf({ path }: Named): number {
  return path.split("/").length;
}

/** Whether it ends like a file of items. */
export function isNamed({ path }: Named): boolean {
  return formatsByName(path).length > 0;
}

/** A file that tells its answers itself is a configuration, and may have them elsewhere. */
function refersToOthers(format: ImportFormat | null): boolean {
  return format !== null && FORMAT_FACTS[format].tellsAnswers;
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

/** The whole source as `data.import` takes it, with the files beside it where the format refers to any. */
export function toWireSource(source: ImportSource, format: ImportFormat | null): WireSource {
  return toWire(source, { format, part: source.main.bytes });
}

/** The same for `data.preview`: the first lines alone where they are read by themselves as they are in the whole [S46]. */
export function toPreviewed(
  source: ImportSource,
  format: ImportFormat | null,
): { readonly source: WireSource; readonly isCut: boolean } {
  const { bytes } = source.main;
  const part = firstLines(source.main, format);
  return { source: toWire(source, { format, part }), isCut: part.length < bytes.length };
}

type Part = { readonly format: ImportFormat | null; readonly part: Uint8Array };

function toWire(source: ImportSource, { format, part }: Part): WireSource {
  const { path } = source.main;
  const files = refersToOthers(format) ? filesBeside(source) : {};
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

/** How the characters of a file are written is told from all of them: what is not UTF-8 throughout goes whole. */
function firstLines(file: ChosenFile, format: ImportFormat | null): Uint8Array {
  const { bytes } = file;
  if (format === null || FORMAT_FACTS[format].isReadWhole || bytes.length <= PREVIEW_BYTES) return bytes;
  const text = textOf(file);
  if (text === null || text.includes("\0") || (format === "jsonl" && !isByLines(text))) return bytes;
  const end = bytes.lastIndexOf(0x0a, PREVIEW_BYTES);
  return end === -1 ? bytes : bytes.subarray(0, end);
}

/** Records that go over several lines, or stand in a list, cannot be told from their beginning. */
function isByLines(text: string): boolean {
  const start = text.trimStart();
  try {
    JSON.parse(start.slice(0, start.indexOf("\n")));
    return true;
  } catch {
    return false;
  }
}

/** The others by their paths from the main one's folder; a configuration reads no bytes, and nothing that is larger. */
function filesBeside({ main, others }: ImportSource): Record<string, string> {
  const folder = main.path.slice(0, main.path.lastIndexOf("/") + 1);
  const files: Record<string, string> = {};
  for (const file of others) {
    const text = file.path.startsWith(folder) && file.bytes.length <= MOST_BESIDE_BYTES ? textOf(file) : null;
    if (text !== null) files[file.path.slice(folder.length)] = text;
  }
  return files;
}

/** Read once, however often a preview is asked for. */
const texts = new WeakMap<ChosenFile, string | null>();

/** A file as UTF-8; null where it is none. */
function textOf(file: ChosenFile): string | null {
  const known = texts.get(file);
  if (known !== undefined) return known;
  const text = decode(file.bytes);
  texts.set(file, text);
  return text;
}

function decode(bytes: Uint8Array<ArrayBuffer>): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
