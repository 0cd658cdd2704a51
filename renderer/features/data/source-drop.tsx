import { Button, Textarea } from "@mantine/core";
import { useRef, useState, type DragEvent } from "react";
import { IMPORT_FORMATS } from "#core/domain/dataset.ts";
import { FORMAT_FACTS, listFormats } from "#core/domain/import-format.ts";
import { dataStrings } from "#renderer/strings/data.ts";
import type { ImportSource } from "./import-form.ts";

const ACCEPTED = [...IMPORT_FORMATS.flatMap((format) => FORMAT_FACTS[format].endings), "text/*"].join(",");

/** What one answer of the contract may carry. */
const LARGEST_BYTES = 20_000_000;

type SourceDropProps = { readonly onSource: (source: ImportSource) => void };

/** A file, dropped or chosen, or text that is pasted. */
export function SourceDrop({ onSource }: SourceDropProps) {
  const chooser = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [text, setText] = useState("");
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    if (file.size > LARGEST_BYTES) return setProblem(dataStrings.tooLarge);
    try {
      onSource({ name: file.name, text: await file.text() });
    } catch {
      setProblem(dataStrings.unreadable);
    }
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <div className="source-form">
      <div
        className={isOver ? "source-drop source-drop-over" : "source-drop"}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={onDrop}
      >
        <p className="source-title">{dataStrings.drop}</p>
        <p className="soft">{dataStrings.dropNote(listFormats())}</p>
        <Button onClick={() => chooser.current?.click()}>{dataStrings.choose}</Button>
        <input
          ref={chooser}
          className="visually-hidden"
          type="file"
          tabIndex={-1}
          aria-label={dataStrings.choose}
          accept={ACCEPTED}
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
        {problem === null ? null : (
          <p className="source-problem" role="alert">
            ✕ {problem}
          </p>
        )}
      </div>
      <Textarea
        label={dataStrings.pasteLabel}
        placeholder={dataStrings.pastePlaceholder}
        className="scorer-text"
        autosize
        minRows={6}
        maxRows={16}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div>
        <Button disabled={text.trim() === ""} onClick={() => onSource({ name: "", text })}>
          {dataStrings.paste}
        </Button>
      </div>
    </div>
  );
}
