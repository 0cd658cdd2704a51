import { useEffect, useRef } from "react";
import { openEditor, type OpenEditor } from "./open-editor.ts";
import "./code-editor.css";

export type CodeEditorProps = {
  readonly text: string;
  readonly language: "plaintext" | "javascript";
  /** What it is called, for those who do not see what stands above it. */
  readonly name: string;
  readonly isFaulty?: boolean;
  readonly minHeightPx?: number;
  readonly maxHeightPx?: number;
  readonly onEdited: (text: string) => void;
};

const LEAST_PX = 132;
const MOST_PX = 520;

/** A text of lines that is written: code, JSON. Loaded on its own: nobody else may pull Monaco in. */
export function CodeEditor(props: CodeEditorProps) {
  const { text, language, name, isFaulty = false } = props;
  const host = useRef<HTMLDivElement>(null);
  const opened = useRef<OpenEditor | null>(null);
  const newest = useRef(props);
  useEffect(() => {
    newest.current = props;
  });
  useEffect(() => {
    if (host.current === null) return undefined;
    const { minHeightPx = LEAST_PX, maxHeightPx = MOST_PX } = newest.current;
    opened.current = openEditor(host.current, {
      text: newest.current.text,
      language,
      name,
      minHeightPx,
      maxHeightPx,
      onEdited: (edited) => newest.current.onEdited(edited),
    });
    return () => {
      opened.current?.dispose();
      opened.current = null;
    };
  }, [language, name]);
  useEffect(() => {
    opened.current?.setText(text);
  }, [text]);
  return (
    <div className={isFaulty ? "code-editor code-editor-faulty" : "code-editor"} data-editable="true">
      <div ref={host} className="code-editor-host" />
    </div>
  );
}
