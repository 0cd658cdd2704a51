import { editor } from "./monaco.ts";

const LIGHT = "autogenesis-light";
const DARK = "autogenesis-dark";

/** The variables that colour each part of an editor; with how much of it, from 0 to 1, where it lies over text. */
const COLOURS: Readonly<Record<string, readonly [variable: string, share?: number]>> = {
  "editor.background": ["--surface"],
  "editor.foreground": ["--text"],
  "editorLineNumber.foreground": ["--text-faint"],
  "editorLineNumber.activeForeground": ["--text-soft"],
  "editorGutter.background": ["--surface"],
  "editor.selectionBackground": ["--accent", 0.28],
  "editor.inactiveSelectionBackground": ["--accent", 0.16],
  "editor.lineHighlightBackground": ["--surface"],
  "editor.findMatchBackground": ["--undecided-fill", 0.5],
  "editor.findMatchHighlightBackground": ["--undecided-fill", 0.25],
  "editorCursor.foreground": ["--text"],
  "editorWidget.background": ["--surface-raised"],
  "editorWidget.foreground": ["--text"],
  "editorWidget.border": ["--border-strong"],
  "input.background": ["--surface"],
  "input.foreground": ["--text"],
  "input.border": ["--border-strong"],
  focusBorder: ["--accent"],
  "editorHoverWidget.background": ["--surface-raised"],
  "editorHoverWidget.border": ["--border-strong"],
  "diffEditor.insertedLineBackground": ["--good-fill", 0.13],
  "diffEditor.insertedTextBackground": ["--good-fill", 0.26],
  "diffEditor.removedLineBackground": ["--bad-fill", 0.12],
  "diffEditor.removedTextBackground": ["--bad-fill", 0.26],
  "diffEditorGutter.insertedLineBackground": ["--good-fill", 0.13],
  "diffEditorGutter.removedLineBackground": ["--bad-fill", 0.12],
  "diffEditor.diagonalFill": ["--border"],
  "diffEditor.border": ["--border"],
  "diffEditor.unchangedRegionBackground": ["--surface-sunken"],
  "diffEditor.unchangedRegionForeground": ["--text-faint"],
  "diffEditor.unchangedRegionShadow": ["--surface-sunken"],
  "diffEditor.unchangedCodeBackground": ["--surface", 0],
  "editorBracketMatch.background": ["--accent", 0.16],
  "editorBracketMatch.border": ["--accent-edge"],
  "scrollbarSlider.background": ["--border-strong", 0.6],
  "scrollbarSlider.hoverBackground": ["--border-strong", 0.9],
  "scrollbarSlider.activeBackground": ["--border-control"],
  "scrollbar.shadow": ["--surface", 0],
};

const TOKENS: readonly (readonly [token: string, variable: string])[] = [
  ["", "--text"],
  ["comment", "--text-soft"],
  ["keyword", "--category-2"],
  ["string", "--category-1"],
  ["number", "--category-4"],
  ["regexp", "--category-6"],
  ["type", "--category-3"],
  ["delimiter", "--text-soft"],
];

let isFollowing = false;

/** Gives every editor the window's colours, and again whenever the window's scheme changes. */
export function followTheme(): void {
  if (isFollowing) return;
  isFollowing = true;
  const root = document.documentElement;
  const apply = (): void => {
    const isDark = root.dataset["mantineColorScheme"] === "dark";
    const name = isDark ? DARK : LIGHT;
    editor.defineTheme(name, readTheme(getComputedStyle(root), isDark));
    editor.setTheme(name);
  };
  new MutationObserver(apply).observe(root, { attributeFilter: ["data-mantine-color-scheme"] });
  apply();
}

function readTheme(style: CSSStyleDeclaration, isDark: boolean): editor.IStandaloneThemeData {
  const read = (variable: string): string => toSixDigits(style.getPropertyValue(variable).trim());
  return {
    base: isDark ? "vs-dark" : "vs",
    inherit: true,
    rules: TOKENS.map(([token, variable]) => ({ token, foreground: read(variable).slice(1) })),
    colors: Object.fromEntries(
      Object.entries(COLOURS).map(([part, [variable, share = 1]]) => [part, read(variable) + toHex(share)]),
    ),
  };
}

/** The bundler writes #ffffff as #fff. */
function toSixDigits(colour: string): string {
  return /^#[\da-f]{3}$/i.test(colour)
    ? `#${Array.from(colour.slice(1), (digit) => digit + digit).join("")}`
    : colour;
}

/** The variables are six-digit colours; an editor takes the share as two more digits. */
function toHex(share: number): string {
  return Math.round(share * 255)
    .toString(16)
    .padStart(2, "0");
}
