import { Button } from "@mantine/core";
import { useState } from "react";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { settingsStrings } from "#renderer/strings/settings.ts";
import { Mark } from "#renderer/ui/mark.tsx";
import { toastProblem } from "#renderer/ui/toast.tsx";

type Verified = Awaited<ReturnType<WorkspaceClient["workspace"]["verify"]>>;

/** Recomputes every hash of the workspace and says what does not agree, if anything. */
export function IntegrityCheck() {
  const act = useAct();
  const [isBusy, setIsBusy] = useState(false);
  const [verified, setVerified] = useState<Verified | null>(null);
  const check = async (): Promise<void> => {
    setIsBusy(true);
    setVerified(null);
    const done = await act(async (client) => await client.workspace.verify(), []);
    setIsBusy(false);
    if (done.ok) setVerified(done.value);
    else toastProblem(done.error);
  };
  return (
    <div className="integrity">
      <Button loading={isBusy} onClick={() => void check()}>
        {settingsStrings.check}
      </Button>
      <div role="status">
        {isBusy ? <span className="soft">{settingsStrings.checking}</span> : null}
        {verified === null ? null : <Outcome verified={verified} />}
      </div>
    </div>
  );
}

function Outcome({ verified: { ok, checked, firstBroken } }: { readonly verified: Verified }) {
  if (ok || firstBroken === undefined) {
    const { blobs, versions, commits, audit } = checked;
    return <Mark meaning="good">{settingsStrings.intact({ blobs, versions, commits, audit })}</Mark>;
  }
  return (
    <>
      <Mark meaning="bad">{settingsStrings.broken(firstBroken.table, firstBroken.id)}</Mark>
      <dl className="integrity-broken mono">
        <dt>{settingsStrings.expected}</dt>
        <dd>{firstBroken.expected}</dd>
        <dt>{settingsStrings.got}</dt>
        <dd>{firstBroken.got}</dd>
      </dl>
    </>
  );
}
