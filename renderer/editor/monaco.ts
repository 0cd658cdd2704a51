import "monaco-editor/features/bracketMatching/register";
import "monaco-editor/features/caretOperations/register";
import "monaco-editor/features/clipboard/register";
import "monaco-editor/features/codeEditor/register";
import "monaco-editor/features/codicon/register";
import "monaco-editor/features/cursorUndo/register";
import "monaco-editor/features/diffEditor/register";
import "monaco-editor/features/find/register";
import "monaco-editor/features/hover/register";
import "monaco-editor/features/linesOperations/register";
import "monaco-editor/features/longLinesHelper/register";
import "monaco-editor/features/toggleTabFocusMode/register";
import "monaco-editor/features/tokenization/register";
import "monaco-editor/features/unicodeHighlighter/register";
import "monaco-editor/features/unusualLineTerminators/register";
import "monaco-editor/features/wordOperations/register";
import "monaco-editor/languages/definitions/javascript/register";
import { editor, Range } from "monaco-editor/editor";

/*
 * The one door to Monaco: only what reading and editing a diff needs, with its worker from our own files. Without
 * `getWorker` it would start workers from blob: addresses, which the content policy refuses.
 */
self.MonacoEnvironment = {
  getWorker: () => new Worker(new URL("./diff-worker.ts", import.meta.url), { type: "module", name: "diff" }),
};

export { editor, Range };
