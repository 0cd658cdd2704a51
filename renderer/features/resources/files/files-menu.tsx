import { Button, Menu } from "@mantine/core";
import { IconFolder } from "@tabler/icons-react";
import type { ResourceKey } from "#core/domain/resource.ts";
import { hrefTo, navigate, useRoute } from "#renderer/navigation/route.ts";
import { fileStrings } from "#renderer/strings/resource-files.ts";
import { BringInDialog } from "./bring-in-dialog.tsx";
import { TakeOutDialog } from "./take-out-dialog.tsx";
import "./files.css";

type FilesMenuProps = { readonly at: string; readonly resource: ResourceKey | null; readonly count: number };

/** Bringing resources in as files and taking them out: both have an address, so that the palette leads there. */
export function FilesMenu({ at, resource, count }: FilesMenuProps) {
  const { parts, query } = useRoute();
  const { files: asked, ...rest } = query;
  const open = (files: "in" | "out"): void => navigate(hrefTo("resources", parts, { ...rest, files }));
  const close = (): void => navigate(hrefTo("resources", parts, rest));
  return (
    <>
      <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <Button leftSection={<IconFolder size={14} />}>{fileStrings.menu}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {at === "head" ? <Menu.Item onClick={() => open("in")}>{fileStrings.bringIn}</Menu.Item> : null}
          <Menu.Item onClick={() => open("out")}>{fileStrings.takeOut}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <BringInDialog isOpen={asked === "in"} onClose={close} />
      <TakeOutDialog isOpen={asked === "out"} onClose={close} at={at} resource={resource} count={count} />
    </>
  );
}
