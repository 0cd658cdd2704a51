import { settingsQuery } from "#renderer/store/shared-queries.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { settingsStrings } from "#renderer/strings/settings.ts";
import { PartialNote } from "#renderer/ui/states.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";

/** Where workspace.yaml cannot be read as it is: connections are those from before, and nothing here would say so. */
export function FileFault() {
  const problem = useQuery(settingsQuery).data?.problem ?? null;
  if (problem === null) return null;
  return (
    <PartialNote>
      {settingsStrings.problem} <ShownText text={problem} />
    </PartialNote>
  );
}
