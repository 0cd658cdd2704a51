import { editor, Range } from "./monaco.ts";
import type { HiddenPlace } from "./hidden-places.ts";
import { followTheme } from "./editor-theme.ts";
import type { LineChange, LineSpan } from "./line-changes.ts";
import type { TextSpan } from "./locked-spans.ts";
import { LONGEST_COLOURED_LINE } from "./size-guard.ts";

export type DiffLook = {
  readonly isSideBySide: boolean;
  readonly wraps: boolean;
  /** Long unchanged stretches are folded away. */
  readonly hidesUnchanged: boolean;
};

export type DiffTexts = { readonly before: string; readonly after: string };

export type HiddenPlaces = {
  readonly before: readonly HiddenPlace[];
  readonly after: readonly HiddenPlace[];
};

export type DiffNames = { readonly before: string; readonly after: string };

/** A diff editor that is as high as what it shows, up to a limit, and tells where its hunks are. */
export type OpenDiff = {
  readonly setTexts: (texts: DiffTexts) => void;
  readonly setLook: (look: DiffLook) => void;
  readonly setLocked: (spans: readonly TextSpan[]) => void;
  /** Places of hidden signs: what is written out stands out, and where nothing is, its code is put before it. */
  readonly setHidden: (places: HiddenPlaces) => void;
  /** Hunks that are not to be taken: drawn pale. */
  readonly setDimmed: (hunks: readonly LineChange[]) => void;
  /** Distance of a hunk's first line from the top of what is in sight, in CSS pixels. */
  readonly topOf: (hunk: LineChange) => number;
  readonly readAfter: () => string;
  /** Puts the caret into the text that can be edited. */
  readonly focus: () => void;
  readonly dispose: () => void;
};

export type OpenDiffOptions = {
  /** What it opens with. Given from the start, or it would first work out, and show, the difference of nothing. */
  readonly texts: DiffTexts;
  readonly language: string;
  readonly names: DiffNames;
  readonly isEditable: boolean;
  readonly hasLocks: boolean;
  readonly maxHeightPx: number;
  /** Heights, scroll or diff changed: whoever draws beside it measures again. */
  readonly onMoved: () => void;
  readonly onEdited: (after: string) => void;
  /** The difference is worked out and drawn. */
  readonly onReady: () => void;
  readonly lockTitle: string;
};

const UNCHANGED = { contextLineCount: 3, minimumLineCount: 3, revealLineCount: 20 };

export function openDiff(host: HTMLElement, options: OpenDiffOptions): OpenDiff {
  followTheme();
  const diff = editor.createDiffEditor(host, fixedOptions(options));
  const models = {
    original: editor.createModel(options.texts.before, options.language),
    modified: editor.createModel(options.texts.after, options.language),
  };
  // A colour per pair of brackets says nothing about a difference.
  const plain = { bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false } };
  models.original.updateOptions(plain);
  models.modified.updateOptions(plain);
  diff.setModel(models);
  const [before, after] = [diff.getOriginalEditor(), diff.getModifiedEditor()];
  // The construction options for these labels reach nothing that a screen reader reads, and each change of the diff's own
  // options takes them away again.
  const nameSides = (): void => {
    before.updateOptions({ ariaLabel: options.names.before });
    after.updateOptions({ ariaLabel: options.names.after });
  };
  const locks = after.createDecorationsCollection();
  const hidden = {
    before: before.createDecorationsCollection(),
    after: after.createDecorationsCollection(),
  };
  const pale = { before: before.createDecorationsCollection(), after: after.createDecorationsCollection() };

  const fit = (): void => {
    const content = Math.max(before.getContentHeight(), after.getContentHeight());
    host.style.height = `${Math.min(content, options.maxHeightPx)}px`;
    options.onMoved();
  };
  const subscriptions = [
    before.onDidContentSizeChange(fit),
    after.onDidContentSizeChange(fit),
    after.onDidScrollChange(options.onMoved),
    diff.onDidUpdateDiff(() => {
      fit();
      options.onReady();
    }),
    models.modified.onDidChangeContent(() => options.onEdited(models.modified.getValue())),
  ];
  return {
    setTexts: (texts) => {
      if (models.original.getValue() !== texts.before) models.original.setValue(texts.before);
      if (models.modified.getValue() !== texts.after) models.modified.setValue(texts.after);
    },
    setLook: ({ isSideBySide, wraps, hidesUnchanged }) => {
      diff.updateOptions({
        renderSideBySide: isSideBySide,
        diffWordWrap: wraps ? "on" : "off",
        hideUnchangedRegions: { enabled: hidesUnchanged, ...UNCHANGED },
      });
      // Inline mode switches the left side's wrapping off, and nothing switches it on again.
      if (isSideBySide) before.updateOptions({ wordWrapOverride2: "inherit" });
      nameSides();
    },
    setLocked: (spans) => locks.set(spans.map((span) => toLock(span, options.lockTitle))),
    setHidden: (places) => {
      hidden.before.set(places.before.map(toHidden));
      hidden.after.set(places.after.map(toHidden));
    },
    setDimmed: (hunks) => {
      pale.before.set(hunks.flatMap((hunk) => toPale(hunk.before)));
      pale.after.set(hunks.flatMap((hunk) => toPale(hunk.after)));
    },
    topOf: (hunk) => after.getTopForLineNumber(hunk.after.from, true) - after.getScrollTop(),
    readAfter: () => models.modified.getValue(),
    focus: () => after.focus(),
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
      diff.dispose();
      models.original.dispose();
      models.modified.dispose();
    },
  };
}

/** Of the global ones, which a diff editor takes too, only that one is needed. */
type FixedOptions = editor.IStandaloneDiffEditorConstructionOptions &
  Pick<editor.IGlobalEditorOptions, "maxTokenizationLineLength">;

function fixedOptions({ isEditable, hasLocks, language }: OpenDiffOptions): FixedOptions {
  const isCode = language !== "plaintext";
  return {
    readOnly: !isEditable,
    originalEditable: false,
    automaticLayout: true,
    useInlineViewWhenSpaceIsLimited: false,
    ignoreTrimWhitespace: false,
    renderOverviewRuler: false,
    overviewRulerLanes: 0,
    overviewRulerBorder: false,
    hideCursorInOverviewRuler: true,
    renderMarginRevertIcon: false,
    renderGutterMenu: false,
    glyphMargin: hasLocks,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue("--font-mono"),
    fontSize: 12,
    lineHeight: 20,
    fontLigatures: false,
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 12,
    folding: false,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    renderLineHighlight: "none",
    occurrencesHighlight: "off",
    selectionHighlight: false,
    matchBrackets: isCode ? "near" : "never",
    guides: { indentation: false },
    // Where a text is edited what is not seen cannot be written out: the editor marks it, whatever the language.
    unicodeHighlight: {
      ambiguousCharacters: true,
      invisibleCharacters: true,
      nonBasicASCII: false,
      includeComments: true,
      includeStrings: true,
      allowedLocales: {},
    },
    renderControlCharacters: true,
    padding: { top: 4, bottom: 4 },
    contextmenu: false,
    // Tab leaves the editor: someone at the keyboard is never caught in it.
    tabFocusMode: true,
    maxTokenizationLineLength: LONGEST_COLOURED_LINE,
    scrollbar: {
      alwaysConsumeMouseWheel: false,
      useShadows: false,
      verticalScrollbarSize: 10,
      horizontalScrollbarSize: 10,
    },
  };
}

function toLock(span: TextSpan, title: string): editor.IModelDeltaDecoration {
  return {
    range: new Range(span.fromLine, span.fromColumn, span.toLine, span.toColumn),
    options: {
      inlineClassName: "code-diff-locked",
      glyphMarginClassName: "codicon codicon-lock code-diff-lock",
      hoverMessage: { value: title },
      glyphMarginHoverMessage: { value: title },
    },
  };
}

function toHidden({ span, code }: HiddenPlace): editor.IModelDeltaDecoration {
  const range = new Range(span.fromLine, span.fromColumn, span.toLine, span.toColumn);
  const inlineClassName = "code-diff-hidden";
  if (code === null) return { range, options: { inlineClassName } };
  return {
    range,
    options: {
      showIfCollapsed: true,
      before: { content: code, inlineClassName, inlineClassNameAffectsLetterSpacing: true },
    },
  };
}

function toPale({ from, to }: LineSpan): readonly editor.IModelDeltaDecoration[] {
  if (from === to) return [];
  return [
    {
      range: new Range(from, 1, to - 1, 1),
      options: { isWholeLine: true, inlineClassName: "code-diff-pale" },
    },
  ];
}
