import { Button, Modal, Radio } from "@mantine/core";
import { useState } from "react";
import type { ExportedDocument } from "#core/contract/files.ts";
import type { FileProblem } from "#core/domain/resource-file.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { fileStrings } from "#renderer/strings/resource-files.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import type { Problem } from "#renderer/ui/problem.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { ErrorState } from "#renderer/ui/states.tsx";
import { FileProblems } from "./file-problems.tsx";
import { findUnreadTargets, readStanding, type Standing } from "./read-standing.ts";
import { downloadFiles, folderPicker, writeHandle, type Stopped } from "./write-out.ts";

type TakeOutProps = {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly at: string;
  readonly resource: ResourceKey | null;
  /** How many are in use. */
  readonly count: number;
};

type Came =
  | { readonly written: number }
  | { readonly stopped: Stopped }
  | { readonly refused: readonly FileProblem[] }
  | { readonly problem: Problem };

/** Resources as files: into a folder that is chosen, or downloaded one by one where the browser writes to none. */
export function TakeOutDialog({ isOpen, onClose, at, resource, count }: TakeOutProps) {
  const act = useAct();
  const [isOnly, setIsOnly] = useState(resource !== null);
  const [came, setCame] = useState<Came | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const pick = folderPicker();
  const close = (): void => {
    setCame(null);
    onClose();
  };
  const ask = async (there: Standing): Promise<ExportedDocument | null> => {
    const only = isOnly && resource !== null ? { resources: [resource] } : {};
    const answer = await act(({ files }) => files.export({ at, existing: [...there.files], ...only }), []);
    if (!answer.ok) {
      setCame({ problem: answer.error });
      return null;
    }
    const refused = [...answer.value.refused, ...findUnreadTargets(answer.value, there)];
    if (refused.length === 0) return answer.value;
    setCame({ refused });
    return null;
  };
  const take = async (): Promise<void> => {
    setCame(null);
    if (pick === null) {
      const exported = await ask({ files: [], unread: [] });
      if (exported === null) return;
      downloadFiles(exported.files);
      setCame({ written: exported.files.length });
      return;
    }
    try {
      const folder = await pick();
      const exported = await ask(await readStanding(folder));
      if (exported === null) return;
      const stopped = await writeHandle(folder, exported);
      setCame(stopped === null ? { written: exported.files.length } : { stopped });
    } catch (thrown) {
      // Whoever closes the choice of a folder has chosen none.
      if (thrown instanceof DOMException && thrown.name === "AbortError") return;
      setCame({ problem: toFolderProblem(thrown) });
    }
  };
  const press = (): void => {
    setIsBusy(true);
    void take().finally(() => setIsBusy(false));
  };
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={fileStrings.takeOutTitle}
      size={520}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": uiStrings.close }}
    >
      <Which resource={resource} count={count} isOnly={isOnly} onChange={setIsOnly} />
      <p className="dialog-text faint">{pick === null ? fileStrings.downloadNote : fileStrings.intoNote}</p>
      {came === null ? null : <Outcome came={came} />}
      <div className="dialog-buttons">
        <Button variant="filled" loading={isBusy} onClick={press}>
          {pick === null ? fileStrings.download : fileStrings.into}
        </Button>
      </div>
    </Modal>
  );
}

function toFolderProblem(thrown: unknown): Problem {
  const why = thrown instanceof Error ? ` ${thrown.message}` : "";
  return {
    code: "path-refused",
    message: `${fileStrings.noFolder}${why}`,
    hint: fileStrings.noFolderHint,
  };
}

type WhichProps = Pick<TakeOutProps, "resource" | "count"> & {
  readonly isOnly: boolean;
  readonly onChange: (isOnly: boolean) => void;
};

/** The one that is shown, or all; without one there is nothing to choose. */
function Which({ resource, count, isOnly, onChange }: WhichProps) {
  if (resource === null) return <p className="dialog-text">{fileStrings.all(count)}.</p>;
  return (
    <Radio.Group
      label={fileStrings.which}
      value={isOnly ? "only" : "all"}
      onChange={(value) => onChange(value === "only")}
    >
      <div className="files-which">
        <Radio value="only" label={fileStrings.only(resource)} />
        <Radio value="all" label={fileStrings.all(count)} />
      </div>
    </Radio.Group>
  );
}

function Outcome({ came }: { readonly came: Came }) {
  if ("problem" in came) return <ErrorState problem={came.problem} />;
  if ("refused" in came) return <FileProblems problems={came.refused} title={fileStrings.refused} />;
  if ("stopped" in came) {
    const { written, path, reason } = came.stopped;
    return (
      <p role="alert">
        <ShownText text={fileStrings.half(written, path, reason)} />
      </p>
    );
  }
  return <p role="status">{fileStrings.written(came.written)}</p>;
}
