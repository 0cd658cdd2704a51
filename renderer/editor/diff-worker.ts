/** Computes differences off the window's thread. */
import "monaco-editor/editor/editor.worker";
