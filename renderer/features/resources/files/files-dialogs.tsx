import type { ResourceKey } from "#core/domain/resource.ts";
import { hrefTo, navigate, useRoute } from "#renderer/navigation/route.ts";
import { BringInDialog } from "./bring-in-dialog.tsx";
import { TakeOutDialog } from "./take-out-dialog.tsx";
import "./files.css";

type FilesDialogsProps = {
  readonly at: string;
  readonly resource: ResourceKey | null;
  readonly count: number;
};

/** What the address asks for of files. It stands in the view itself: in a narrow window the list's pane is not there. */
export function FilesDialogs({ at, resource, count }: FilesDialogsProps) {
  const { parts, query } = useRoute();
  const { files: asked, ...rest } = query;
  const close = (): void => navigate(hrefTo("resources", parts, rest));
  return (
    <>
      <BringInDialog isOpen={asked === "in"} onClose={close} />
      <TakeOutDialog isOpen={asked === "out"} onClose={close} at={at} resource={resource} count={count} />
    </>
  );
}
