import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { TRACE_FORMATS, type TraceFormat } from "#core/domain/trace-files/formats.ts";
import { useCommands } from "#renderer/navigation/use-commands.ts";
import { useApp } from "#renderer/store/app-context.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { tracesStrings } from "#renderer/strings/traces.ts";
import { saveBlob } from "#renderer/ui/save-file.ts";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";

/** The trace as a file of the person's: for other programs, or as a page. */
export function ExportTraceMenu({ trace }: { readonly trace: string }) {
  const { client } = useApp();
  const act = useAct();
  const [isOpen, setIsOpen] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const group = tracesStrings.trace;
  useCommands("trace-export", [
    { id: "trace-export", title: tracesStrings.export, group, run: () => setIsOpen(true) },
  ]);
  const take = async (format: TraceFormat): Promise<void> => {
    setIsBusy(true);
    const made = await act(async () => await client.traces.export({ trace, format }), []);
    setIsBusy(false);
    if (!made.ok) {
      toastProblem(made.error);
      return;
    }
    saveBlob(made.value.name, made.value.file);
    toastDone(tracesStrings.exported(made.value.name));
  };
  return (
    <Menu position="bottom-end" width={220} opened={isOpen} onChange={setIsOpen}>
      <Menu.Target>
        <Tooltip label={tracesStrings.export}>
          <ActionIcon aria-label={tracesStrings.export} disabled={isBusy} onClick={() => setIsOpen(!isOpen)}>
            <IconDownload size={16} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {TRACE_FORMATS.map((format) => (
          <Menu.Item key={format} onClick={() => void take(format)}>
            {tracesStrings.exportFormats[format]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
