/** Keys as they are written ("Mod+Shift+H", "?", "C") against keys as they are pressed. */

export type KeyPress = {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
};

/** "Mod" is the command key on a Mac and the control key elsewhere. */
export function matchesKeys(written: string, press: KeyPress, isMac: boolean): boolean {
  const parts = written.split("+");
  const wanted = parts.at(-1) ?? "";
  const wants = (modifier: string): boolean => parts.slice(0, -1).includes(modifier);
  const mod = isMac ? press.metaKey : press.ctrlKey;
  const other = isMac ? press.ctrlKey : press.metaKey;
  if (mod !== wants("Mod") || other || press.altKey !== wants("Alt")) return false;
  // A sign such as ? or > needs Shift on some keyboards only: there Shift is part of the sign.
  const isSign = wanted.length === 1 && !/[a-z0-9\\[\]]/i.test(wanted);
  if (!isSign && press.shiftKey !== wants("Shift")) return false;
  return press.key.toLowerCase() === wanted.toLowerCase() || isInPlaceOf(wanted, press);
}

/** The presses of which it is made: "G H" is G and then H, "Mod+K" is one. */
export function toPresses(written: string): readonly string[] {
  return written.split(" ");
}

/** One key without a modifier: it acts in the focused pane only. */
export function isSingleKey(written: string): boolean {
  return !written.includes("Mod+") && !written.includes("Alt+");
}

/** A single key that writes a letter or a sign. These can be turned off: speech input writes them without meaning them. */
export function isCharacterKey(written: string): boolean {
  return isSingleKey(written) && toPresses(written).every((press) => press.split("+").at(-1)?.length === 1);
}

/** "Mod+Shift+H" as the keys to draw: ["Ctrl", "Shift", "H"]; "G H" as ["G", "H"]. */
export function toKeyCaps(written: string, isMac: boolean): readonly string[] {
  return written.split(/[+ ]/).map((part) => {
    if (part === "Mod") return isMac ? "⌘" : "Ctrl";
    return KEY_NAMES[part] ?? part;
  });
}

const KEY_NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Escape: "Esc",
  Space: "Space",
};

/**
 * Where the key is decides only if what it writes cannot: a layout without Latin letters, a digit that needs Shift. A key
 * that writes another letter or sign, as on AZERTY or Dvorak, is that other key.
 */
function isInPlaceOf(wanted: string, { key, code }: KeyPress): boolean {
  const isLetter = /^[a-z]$/i.test(wanted);
  return code === toCode(wanted) && !(isLetter ? /^[!-~]$/ : /^[a-z]$/i).test(key);
}

function toCode(wanted: string): string {
  if (/^[a-z]$/i.test(wanted)) return `Key${wanted.toUpperCase()}`;
  if (/^[0-9]$/.test(wanted)) return `Digit${wanted}`;
  if (wanted === "\\") return "Backslash";
  return wanted;
}
