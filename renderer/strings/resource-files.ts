import { formatPlural } from "#renderer/text/format.ts";
/** Words of bringing resources in as files, and taking them out. */
export const fileStrings = {
  menu: "Files",
  bringIn: "Bring in files…",
  takeOut: "Take out as files…",
  bringInTitle: "Bring in files",
  takeOutTitle: "Take out as files",
  drop: "Drop files or a folder here",
  dropNote:
    "A folder with prompts, agents, tools, environments or memory in it, or single files of them: Markdown, YAML and code.",
  chooseFiles: "Choose files",
  chooseFolder: "Choose a folder",
  chooseOther: "Choose others",
  reading: "Reading…",
  problems: (count: number) =>
    count === 1
      ? "One problem: nothing is brought in before it is mended"
      : `${count} problems: nothing is brought in before they are mended`,
  warnings: (count: number) =>
    count === 1 ? "One field is kept and does nothing" : `${count} fields are kept and do nothing`,
  place: (file: string, line: number | null) => (line === null ? file : `${file}:${line}`),
  unchanged: (count: number) =>
    count === 1 ? "One resource is as head has it." : `${count} resources are as head has them.`,
  ignored: (count: number) =>
    count === 1
      ? "One file is of no resource and is left alone."
      : `${count} files are of no resource and are left alone.`,
  nothing: "Nothing they say is new. Comments and order of the files are kept when you bring them in.",
  noFiles: "None of that is a file of a resource.",
  message: "What is changed, and why",
  commit: "Commit",
  propose: "Propose",
  keep: "Keep the files",
  all: (count: number) => (count === 1 ? "The one resource in use" : `All ${count} resources in use`),
  only: (key: string) => `Only ${key}`,
  which: "Which",
  into: "Write to a folder…",
  download: "Download",
  intoNote:
    "Files there of the same resources are edited, and keep their comments and order. Others are left alone.",
  downloadNote: "This browser writes to no folder: each file is downloaded by itself.",
  written: (count: number) =>
    count === 0
      ? "The folder says that already."
      : count === 1
        ? "One file written."
        : `${count} files written.`,
  refused: "These say what no version of the workspace says. Bring them in first; nothing was written.",
  half: (written: number, path: string, reason: string) =>
    `Stopped at ${path}: ${reason} Written before it: ${written}. Take them out again once that is mended.`,
  noFolder: "The folder could not be opened for writing.",
  noFolderHint: "Choose another, or allow this page to write there.",
  notText: "it is not text in UTF-8",
  tooLong: (most: number) => `it has more than ${formatPlural(most, "character")}`,
  tooMuch: (most: number) =>
    `with it all files together have more than ${formatPlural(most, "character")}; choose fewer`,
  tooMany: (most: number) =>
    `it and what comes after it are more than ${formatPlural(most, "file")}; choose fewer`,
  unreadable: "it could not be read: it is gone, or may not be opened",
} as const;
