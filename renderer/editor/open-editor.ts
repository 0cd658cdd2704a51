import { followTheme } from "./editor-theme.ts";
import { editor } from "./monaco.ts";
import { LONGEST_COLOURED_LINE } from "./size-guard.ts";

/** One text in an editor of its own, as high as it is, up to a limit. */
export type OpenEditor = {
  readonly setText: (text: string) => void;
  readonly dispose: () => void;
};

export type OpenEditorOptions = {
  readonly text: string;
  readonly language: "plaintext" | "javascript";
  readonly name: string;
  readonly minHeightPx: number;
  readonly maxHeightPx: number;
  readonly onEdited: (text: string) => void;
};

export function openEditor(host: HTMLElement, options: OpenEditorOptions): OpenEditor {
  followTheme();
  const opened = editor.create(host, {
    model: null,
    ariaLabel: options.name,
    automaticLayout: true,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue("--font-mono"),
    fontSize: 12,
    lineHeight: 20,
    fontLigatures: false,
    lineNumbersMinChars: 3,
    lineDecorationsWidth: 8,
    folding: false,
    glyphMargin: false,
    minimap: { enabled: false },
    overviewRulerLanes: 0,
    overviewRulerBorder: false,
    hideCursorInOverviewRuler: true,
    scrollBeyondLastLine: false,
    renderLineHighlight: "none",
    occurrencesHighlight: "off",
    selectionHighlight: false,
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
    padding: { top: 6, bottom: 6 },
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
  });
  // After the editor, which sets its own ways for those that are there. A colour per pair of brackets says nothing here.
  const model = editor.createModel(options.text, options.language);
  model.updateOptions({
    bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
  });
  opened.setModel(model);
  const fit = (): void => {
    const wanted = Math.max(options.minHeightPx, opened.getContentHeight());
    host.style.height = `${Math.min(wanted, options.maxHeightPx)}px`;
  };
  fit();
  const subscriptions = [
    opened.onDidContentSizeChange(fit),
    model.onDidChangeContent(() => options.onEdited(model.getValue())),
  ];
  return {
    setText: (text) => {
      if (model.getValue() !== text) model.setValue(text);
    },
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose();
      opened.dispose();
      model.dispose();
    },
  };
}
