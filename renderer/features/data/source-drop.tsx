import { Button, Textarea } from "@mantine/core";
import { useRef, useState, type ChangeEvent, type DragEvent } from "react";
import { listFormats } from "#core/domain/import-format.ts";
import { dataStrings } from "#renderer/strings/data.ts";
import { pastedSource, sourceOf, type ImportSource } from "./import-source.ts";
import { readDropped, readFiles } from "./read-files.ts";

type SourceDropProps = { readonly onSource: (source: ImportSource) => void };

/** Files or a folder, dropped or chosen, or text that is pasted. */
export function SourceDrop({ onSource }: SourceDropProps) {
  const chooser = useRef<HTMLInputElement>(null);
  const folderChooser = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (reading: ReturnType<typeof readFiles>): Promise<void> => {
    try {
      const read = await reading;
      const source = read === null ? null : sourceOf(read.files, read.unread);
      if (source !== null) return onSource(source);
      setProblem(read === null ? dataStrings.tooLarge : dataStrings.noneReadable(listFormats()));
    } catch {
      setProblem(dataStrings.unreadable);
    }
  };
  const takeChosen = (event: ChangeEvent<HTMLInputElement>): void => {
    const chosen = [...(event.currentTarget.files ?? [])];
    // The same file may be chosen again once it was mended.
    event.currentTarget.value = "";
    if (chosen.length > 0) void take(readFiles(chosen));
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    void take(readDropped(event.dataTransfer));
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
        <div className="source-buttons">
          <Button onClick={() => chooser.current?.click()}>{dataStrings.choose}</Button>
          <Button onClick={() => folderChooser.current?.click()}>{dataStrings.chooseFolder}</Button>
        </div>
        <input
          ref={chooser}
          className="visually-hidden"
          type="file"
          multiple
          tabIndex={-1}
          aria-label={dataStrings.choose}
          onChange={takeChosen}
        />
        <input
          ref={folderChooser}
          className="visually-hidden"
          type="file"
          webkitdirectory=""
          tabIndex={-1}
          aria-label={dataStrings.chooseFolder}
          onChange={takeChosen}
        />
        {problem === null ? null : (
          <p className="source-problem" role="alert">
            ✕ {problem}
          </p>
        )}
      </div>
      <PasteForm onSource={onSource} />
    </div>
  );
}

/** Text that is pasted. */
function PasteForm({ onSource }: SourceDropProps) {
  const [text, setText] = useState("");
  return (
    <>
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
        <Button disabled={text.trim() === ""} onClick={() => onSource(pastedSource(text))}>
          {dataStrings.paste}
        </Button>
      </div>
    </>
  );
}
