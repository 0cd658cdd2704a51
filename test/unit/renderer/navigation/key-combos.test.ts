import { describe, expect, it } from "vitest";
import {
  isCharacterKey,
  isSingleKey,
  matchesKeys,
  toKeyCaps,
  type KeyPress,
} from "#renderer/navigation/key-combos.ts";

const NONE: KeyPress = { key: "", code: "", ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

const CASES: ReadonlyArray<
  readonly [keys: string, press: Partial<KeyPress>, isMac: boolean, matches: boolean]
> = [
  ["Mod+K", { key: "k", ctrlKey: true }, false, true],
  ["Mod+K", { key: "k", metaKey: true }, true, true],
  ["Mod+K", { key: "k", metaKey: true }, false, false],
  ["Mod+K", { key: "k", ctrlKey: true }, true, false],
  ["Mod+K", { key: "K", ctrlKey: true, shiftKey: true }, false, false],
  ["Mod+Shift+P", { key: "P", ctrlKey: true, shiftKey: true }, false, true],
  ["Mod+Shift+P", { key: "p", ctrlKey: true }, false, false],
  ["Mod+1", { key: "&", code: "Digit1", ctrlKey: true }, false, true],
  ["Mod+\\", { key: "\\", code: "Backslash", ctrlKey: true }, false, true],
  // AZERTY: what the key writes decides, not where it is.
  ["A", { key: "a", code: "KeyQ" }, false, true],
  ["A", { key: "q", code: "KeyA" }, false, false],
  ["W", { key: "z", code: "KeyW" }, false, false],
  // QWERTZ
  ["Mod+Z", { key: "z", code: "KeyY", ctrlKey: true }, false, true],
  ["Mod+Z", { key: "y", code: "KeyZ", ctrlKey: true }, false, false],
  // Dvorak
  [".", { key: ".", code: "KeyE" }, false, true],
  ["E", { key: ".", code: "KeyE" }, false, false],
  ["J", { key: "j", code: "KeyC" }, false, true],
  ["C", { key: "j", code: "KeyC" }, false, false],
  // A layout that has no Latin letters: there the place of the key is all there is to go by.
  ["A", { key: "ф", code: "KeyA" }, false, true],
  ["Mod+K", { key: "л", code: "KeyK", ctrlKey: true }, false, true],
  ["Space", { key: " ", code: "Space" }, false, true],
  ["C", { key: "c" }, false, true],
  ["C", { key: "C", shiftKey: true }, false, false],
  ["C", { key: "c", ctrlKey: true }, false, false],
  ["C", { key: "c", altKey: true }, false, false],
  ["?", { key: "?", shiftKey: true }, false, true],
  ["?", { key: "?" }, false, true],
  ["ArrowLeft", { key: "ArrowLeft", code: "ArrowLeft" }, false, true],
  ["Escape", { key: "Escape" }, false, true],
];

describe("keys as written against keys as pressed", () => {
  it.each(CASES)("%s, pressed as %j on a Mac: %s, is the same: %s", (keys, press, isMac, matches) => {
    expect(matchesKeys(keys, { ...NONE, ...press }, isMac)).toBe(matches);
  });

  it("single keys are those without Mod or Alt", () => {
    expect(["C", "?", "Escape", "Shift+N", "Mod+K", "Alt+X"].map(isSingleKey)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it("those that write a character are the ones that can be turned off", () => {
    const written = ["C", "?", ".", "[", "Shift+N", "Escape", "Space", "ArrowLeft", "Mod+K", "Alt+X", "G H"];
    expect(written.filter(isCharacterKey)).toEqual(["C", "?", ".", "[", "Shift+N", "G H"]);
  });

  it("are drawn as this machine's caps", () => {
    expect([
      toKeyCaps("Mod+Shift+H", false),
      toKeyCaps("Mod+K", true),
      toKeyCaps("ArrowLeft", false),
      toKeyCaps("G H", false),
    ]).toEqual([["Ctrl", "Shift", "H"], ["⌘", "K"], ["←"], ["G", "H"]]);
  });
});
