import { Button, FileButton, Modal } from "@mantine/core";
import { useState, type DragEvent } from "react";
import type { ImportedTraces } from "#core/contract/received-traces.ts";
import { hrefTo, navigate, useRoute } from "#renderer/navigation/route.ts";
import { receivedStrings } from "#renderer/strings/received.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { focusFirst } from "#renderer/ui/focus-on-mount.ts";
import { Mark } from "#renderer/ui/mark.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { ErrorState } from "#renderer/ui/states.tsx";
import { Understood } from "#renderer/ui/understood.tsx";
import { useTraceImport, type ImportedFile } from "./use-trace-import.ts";
import "./import-dialog.css";

/** `#/traces?import=`: where this dialog is open. */
const IMPORT = "import";

export function openImport(): void {
  navigate(hrefTo("traces", [], { [IMPORT]: "" }));
}

/** Traces of other programs from files, with what was understood of each. */
export function ImportDialog() {
  const isOpen = useRoute().query[IMPORT] !== undefined;
  return (
    <Modal
      opened={isOpen}
      onClose={() => navigate(hrefTo("traces"), { replace: true })}
      title={receivedStrings.importTitle}
      size={640}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": uiStrings.close }}
    >
      <ImportBody />
    </Modal>
  );
}

function ImportBody() {
  const { files, isReading, take } = useTraceImport();
  const [isOver, setIsOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    void take([...event.dataTransfer.files]);
  };
  return (
    <>
      <div
        className={isOver ? "trace-drop trace-drop-over" : "trace-drop"}
        ref={focusFirst}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
      >
        <p>{receivedStrings.drop}</p>
        <p className="faint">{receivedStrings.dropNote}</p>
        <FileButton multiple onChange={(chosen) => void take(chosen)}>
          {(props) => (
            <Button {...props} loading={isReading}>
              {files.length === 0 ? receivedStrings.choose : receivedStrings.again}
            </Button>
          )}
        </FileButton>
      </div>
      <div role="status">
        {files.map((file) => (
          <FileOutcome key={file.place} file={file} />
        ))}
      </div>
    </>
  );
}

function FileOutcome({ file }: { readonly file: ImportedFile }) {
  if ("problem" in file) {
    return (
      <section className="trace-file" aria-label={file.name}>
        <h3 className="trace-file-name truncate">
          <ShownText text={file.name} />
        </h3>
        <ErrorState problem={file.problem} />
      </section>
    );
  }
  const { spans, known, traces, tracesCount, refused, refusedCount, understood } = file.imported;
  return (
    <section className="trace-file" aria-label={file.name}>
      <h3 className="trace-file-name truncate">
        <ShownText text={file.name} />
      </h3>
      <p>
        <Mark meaning="good">{receivedStrings.kept(spans, tracesCount)}</Mark>
        {known === 0 ? null : <span className="faint"> {receivedStrings.knownBefore(known)}</span>}
      </p>
      <Understood understood={understood} />
      {refusedCount === 0 ? null : (
        <div>
          <Mark meaning="undecided">{receivedStrings.refused(refusedCount)}</Mark>
          <ul className="trace-file-list">
            {refusalsOf(refused).map((refusal) => (
              <li key={refusal} className="soft">
                <ShownText text={refusal} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <ul className="trace-file-list">
        {traces.map(({ trace, name }) => (
          <li key={trace}>
            <a className="truncate" href={hrefTo("traces", [trace])}>
              <ShownText text={name === "" ? trace.slice(0, 8) : name} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Each once: a program that gets it wrong does so many times over. */
function refusalsOf(refused: ImportedTraces["refused"]): readonly string[] {
  return [
    ...new Set(
      refused.map(({ name, reason }) => `${name === "" ? receivedStrings.noName : name}: ${reason}`),
    ),
  ];
}
