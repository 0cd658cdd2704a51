import { ActionIcon, CopyButton, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import type { SettingsDocument } from "#core/contract/settings.ts";
import { settingsStrings } from "#renderer/strings/settings.ts";
import { uiStrings } from "#renderer/strings/ui.ts";

export function WorkspacePaths({ document: { folder, files } }: { readonly document: SettingsDocument }) {
  const rows = [
    [settingsStrings.folder, folder],
    [settingsStrings.database, files.database],
    [settingsStrings.config, files.config],
  ] as const;
  return (
    <dl className="paths">
      {rows.map(([name, path]) => (
        <div key={name} className="path">
          <dt>{name}</dt>
          <dd className="path-value">
            <span className="mono truncate" title={path}>
              {path}
            </span>
            <CopyButton value={path}>
              {({ copied, copy }) => (
                <Tooltip label={copied ? uiStrings.copied : uiStrings.copy}>
                  <ActionIcon onClick={copy} aria-label={`${uiStrings.copy}: ${name}`}>
                    {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
                  </ActionIcon>
                </Tooltip>
              )}
            </CopyButton>
          </dd>
        </div>
      ))}
    </dl>
  );
}
