import { nobody, people, tells, wrong, type Attack, type Attacks } from "./calls.ts";
import type { AnyCall, Places } from "./world.ts";

type At = (at: Places) => string;
/** Places that mean something else to a program than to a person, and what a person is told of each. */
const STRANGE: readonly (readonly [what: string, place: At])[] = [
  ["nothing", () => " "],
  ["one that does not say where it begins", () => "desk"],
  ["a way up", ({ folder }) => `${folder}/../x`],
  ["another machine", () => "//host/share"],
  ["another machine, by backslashes", () => "\\\\host\\share"],
  ["an address", () => "file:///etc"],
  ["signs that nobody can type", ({ folder }) => `${folder}\u0000x`],
  ["a line break", ({ folder }) => `${folder}\nx`],
];
const strange = (asking: (place: At) => AnyCall): readonly Attack[] =>
  STRANGE.map(([what, place]) => wrong(what, "path-refused", asking(place)));

/** Places where no workspace can be opened. */
const NONE: readonly (readonly [what: string, place: At, code: string])[] = [
  ["no workspace", ({ traps }) => `${traps}/used`, "workspace-missing"],
  ["nothing there", ({ traps }) => `${traps}/none`, "workspace-missing"],
  ["a link to another's database", ({ traps }) => `${traps}/linked-database`, "path-refused"],
  ["a link that leads nowhere", ({ traps }) => `${traps}/dangling`, "workspace-missing"],
  ["links in a circle", ({ traps }) => `${traps}/circle`, "path-refused"],
  ["within a file", ({ traps }) => `${traps}/file.txt/x`, "path-refused"],
  ["a system's own", () => "/proc/self", "workspace-missing"],
];
const none = (asking: (place: At) => AnyCall): readonly Attack[] =>
  NONE.map(([what, place, code]) => wrong(what, code, asking(place)));

const open =
  (place: At): AnyCall =>
  async ({ windows }, at) =>
    windows.open({ folder: place(at) });
const look =
  (place: At): AnyCall =>
  async ({ windows }, at) =>
    windows.look({ folder: place(at) });
const remove =
  (place: At, name = "other"): AnyCall =>
  async ({ windows }, at) =>
    windows.delete({ folder: place(at), name });
const make =
  (place: At): AnyCall =>
  async ({ windows }, at) =>
    windows.make({ folder: place(at), from: "empty" });
const makeOf =
  (files: At): AnyCall =>
  async ({ windows }, at) =>
    windows.make({ folder: `${at.traps}/fresh`, from: "files", files: files(at) });
const other: At = (at) => at.other;

export const attacksOnWorkspaces: {
  readonly [Name in "read" | "act" | "open" | "make" | "forget" | "look" | "delete"]: Attacks;
} = {
  read: [tells("what the host can", async ({ windows }) => windows.read())],
  act: [
    people("a window closed", async ({ windows }) => windows.act({ action: "close" })),
    wrong("what this host does not", "unsupported", async ({ windows }) =>
      windows.act({ action: "clear-recent" }),
    ),
  ],
  open: [people("another", open(other)), ...strange(open), ...none(open)],
  make: [
    people(
      "a new one",
      make(({ traps }) => `${traps}/new`),
    ),
    ...strange(make),
    wrong("where one is", "workspace-exists", make(other)),
    wrong(
      "where files are",
      "workspace-exists",
      make(({ traps }) => `${traps}/used`),
    ),
    wrong(
      "in the place of a file",
      "path-refused",
      make(({ traps }) => `${traps}/file.txt`),
    ),
    wrong(
      "within a file",
      "path-refused",
      make(({ traps }) => `${traps}/file.txt/x/y`),
    ),
    wrong(
      "through a link that leads nowhere",
      "path-refused",
      make(({ traps }) => `${traps}/dangling`),
    ),
    wrong(
      "where nothing can be made",
      "path-refused",
      make(() => "/proc/x/y"),
    ),
    ...STRANGE.map(([what, place]) => wrong(`of files: ${what}`, "problems", makeOf(place))),
    wrong(
      "of files: a link out of them",
      "problems",
      makeOf(({ traps }) => `${traps}/linked-file`),
    ),
    wrong(
      "of files: one with a key",
      "problems",
      makeOf(({ traps }) => `${traps}/keyed`),
    ),
    wrong(
      "of files: none",
      "problems",
      makeOf(({ traps }) => `${traps}/none`),
    ),
    nobody(
      "a path of any length",
      "input-invalid",
      make(() => `/${"x".repeat(5000)}`),
    ),
  ],
  forget: [
    people("another", async ({ windows }, at) => windows.forget({ folder: at.other })),
    ...strange(
      (place) =>
        async ({ windows }, at) =>
          windows.forget({ folder: place(at) }),
    ),
  ],
  look: [people("another", look(other)), ...strange(look), ...none(look)],
  delete: [
    people("another", remove(other)),
    wrong("by another name", "input-invalid", remove(other, "Other")),
    wrong("by no name", "input-invalid", remove(other, "")),
    wrong(
      "one that is held",
      "workspace-held",
      remove((at) => at.folder, "order-desk"),
    ),
    ...strange((place) => remove(place)),
    ...none((place) => remove(place)),
  ],
};
