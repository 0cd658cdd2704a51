import { Button, Menu } from "@mantine/core";
import { IconFolder } from "@tabler/icons-react";
import { hrefTo, navigate, useRoute } from "#renderer/navigation/route.ts";
import { fileStrings } from "#renderer/strings/resource-files.ts";

/** Bringing resources in as files and taking them out: both have an address, so that the palette leads there. */
export function FilesMenu({ at }: { readonly at: string }) {
  const { parts, query } = useRoute();
  const open = (files: "in" | "out"): void => navigate(hrefTo("resources", parts, { ...query, files }));
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button leftSection={<IconFolder size={14} />}>{fileStrings.menu}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {at === "head" ? <Menu.Item onClick={() => open("in")}>{fileStrings.bringIn}</Menu.Item> : null}
        <Menu.Item onClick={() => open("out")}>{fileStrings.takeOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
