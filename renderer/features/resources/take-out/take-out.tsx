import { Button, Menu } from "@mantine/core";
import {
  IconBraces,
  IconChevronDown,
  IconCode,
  IconCopy,
  IconDownload,
  IconPackageExport,
} from "@tabler/icons-react";
import { useState } from "react";
import type { ResourceKey } from "#core/domain/resource.ts";
import { textOfStored } from "#core/domain/taken-out.ts";
import { useCommands } from "#renderer/navigation/use-commands.ts";
import type { Resource } from "#renderer/store/shared-queries.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { takeOutStrings } from "#renderer/strings/take-out.ts";
import { UseDialog } from "./use-dialog.tsx";
import { copy, fileOf, useTakeOut } from "./use-take-out.ts";
import "./take-out.css";

type TakeOutProps = {
  readonly resource: ResourceKey;
  /** "head", or the commit that is looked at. */
  readonly at: string;
  readonly shown: Resource | undefined;
};

const ICON = { size: 14, stroke: 1.8, "aria-hidden": true } as const;

/** Everything by which what is shown leaves: to the clipboard, as a file, and how a program reads it by itself. */
export function TakeOut({ resource, at, shown }: TakeOutProps) {
  const { download, downloadSystem } = useTakeOut(resource, at);
  const [isUsing, setIsUsing] = useState(false);
  const text = shown === undefined ? null : textOfStored(shown);
  const copyText = (): void => void copy(text ?? "", takeOutStrings.copiedText);
  const copyJson = (): void =>
    void copy(JSON.stringify(shown?.content ?? null, null, 2), takeOutStrings.copiedJson);
  const group = resourceStrings.group;
  const isDisabled = shown === undefined;
  useCommands("resource-take-out", [
    {
      id: "resource-copy-text",
      title: takeOutStrings.copyText,
      group,
      isDisabled: text === null,
      run: copyText,
    },
    { id: "resource-copy-json", title: takeOutStrings.copyJson, group, isDisabled, run: copyJson },
    {
      id: "resource-download",
      title: takeOutStrings.downloadThis,
      group,
      isDisabled,
      run: () => void download(),
    },
    { id: "resource-use", title: takeOutStrings.use, group, isDisabled, run: () => setIsUsing(true) },
  ]);
  return (
    <>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button disabled={isDisabled} rightSection={<IconChevronDown {...ICON} size={12} />}>
            {takeOutStrings.takeOut}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {text === null ? null : (
            <Menu.Item leftSection={<IconCopy {...ICON} />} onClick={copyText}>
              {takeOutStrings.copyText}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconBraces {...ICON} />} onClick={copyJson}>
            {takeOutStrings.copyJson}
          </Menu.Item>
          <Menu.Item leftSection={<IconDownload {...ICON} />} onClick={() => void download()}>
            {takeOutStrings.download(fileOf(resource))}
            <span className="faint take-out-note">{takeOutStrings.downloadNote}</span>
          </Menu.Item>
          {shown?.kind === "agent" ? (
            <Menu.Item leftSection={<IconPackageExport {...ICON} />} onClick={() => void downloadSystem()}>
              {takeOutStrings.downloadSystem}
              <span className="faint take-out-note">{takeOutStrings.systemNote}</span>
            </Menu.Item>
          ) : null}
          <Menu.Divider />
          <Menu.Item leftSection={<IconCode {...ICON} />} onClick={() => setIsUsing(true)}>
            {takeOutStrings.use}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <UseDialog
        resource={resource}
        at={at}
        shown={shown}
        isOpen={isUsing && shown !== undefined}
        onClose={() => setIsUsing(false)}
      />
    </>
  );
}
