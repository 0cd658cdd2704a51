import { Menu } from "@mantine/core";
import { IconBraces, IconCode, IconCopy, IconDownload, IconPackageExport } from "@tabler/icons-react";
import type { Resource } from "#renderer/store/shared-queries.ts";
import { takeOutStrings } from "#renderer/strings/take-out.ts";
import { fileOf, type TakeOut } from "./use-take-out.ts";
import "./take-out.css";

type TakeOutItemsProps = {
  readonly shown: Resource;
  readonly takeOut: TakeOut;
  readonly onUse: () => void;
};

const ICON = { size: 14, stroke: 1.8, "aria-hidden": true } as const;

/** Everything by which what is shown leaves: to the clipboard, as a file, and how a program reads it by itself. */
export function TakeOutItems({ shown, takeOut, onUse }: TakeOutItemsProps) {
  return (
    <>
      {takeOut.text === null ? null : (
        <Menu.Item leftSection={<IconCopy {...ICON} />} onClick={takeOut.copyText}>
          {takeOutStrings.copyText}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconBraces {...ICON} />} onClick={takeOut.copyJson}>
        {takeOutStrings.copyJson}
      </Menu.Item>
      <Menu.Item leftSection={<IconDownload {...ICON} />} onClick={() => void takeOut.download()}>
        {takeOutStrings.download(fileOf(`${shown.kind}/${shown.name}`))}
        <span className="faint take-out-note">{takeOutStrings.downloadNote}</span>
      </Menu.Item>
      {shown.kind === "agent" ? (
        <Menu.Item
          leftSection={<IconPackageExport {...ICON} />}
          onClick={() => void takeOut.downloadSystem()}
        >
          {takeOutStrings.downloadSystem}
          <span className="faint take-out-note">{takeOutStrings.systemNote}</span>
        </Menu.Item>
      ) : null}
      <Menu.Item leftSection={<IconCode {...ICON} />} onClick={onUse}>
        {takeOutStrings.use}
      </Menu.Item>
    </>
  );
}
