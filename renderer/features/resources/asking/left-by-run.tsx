import { Button, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import type { ResourceStateDocument } from "#core/contract/resource-state.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { hrefTo } from "#renderer/navigation/route.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { askingStrings } from "#renderer/strings/asking.ts";
import { CommitId } from "#renderer/ui/commit-id.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";

type Told = { readonly left: NonNullable<ResourceStateDocument["left"]> } | { readonly problem: string };

type LeftByRunProps = { readonly resource: ResourceKey; readonly at: string };

/** In what state a run left an environment: as far as that is known, by its digest. */
export function LeftByRun({ resource, at }: LeftByRunProps) {
  const act = useAct();
  const [run, setRun] = useState("");
  const [told, setTold] = useState<Told | null>(null);
  /** The run that was asked about last: an answer about another is nobody's any more. */
  const asked = useRef("");
  const named = run.trim();
  const ask = async (): Promise<void> => {
    if (named.length < 4) return;
    asked.current = named;
    const answer = await act(async ({ resources }) => resources.state({ resource, at, run: named }), []);
    if (asked.current !== named) return;
    if (!answer.ok) setTold({ problem: `${answer.error.message} ${answer.error.hint}`.trim() });
    else if (answer.value.left !== null) setTold({ left: answer.value.left });
  };
  return (
    <form
      className="facts-left"
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <TextInput
        label={askingStrings.leftBy}
        placeholder={askingStrings.leftByHint}
        value={run}
        error={told !== null && "problem" in told ? <ShownText text={told.problem} /> : null}
        onChange={(event) => {
          setRun(event.currentTarget.value);
          setTold(null);
          asked.current = "";
        }}
      />
      <Button type="submit" disabled={named.length < 4}>
        {askingStrings.ask}
      </Button>
      {told !== null && "left" in told ? <Left left={told.left} /> : null}
    </form>
  );
}

function Left({ left }: { readonly left: NonNullable<ResourceStateDocument["left"]> }) {
  const { trace, digest, isAsBegun } = left;
  return (
    <output className="facts-left-told">
      <a className="link" href={hrefTo("traces", [trace])}>
        <CommitId id={trace} />
      </a>{" "}
      {digest === null ? askingStrings.leftUnknown : <CommitId id={digest} />}
      {isAsBegun === null ? null : (
        <span className="faint"> · {isAsBegun ? askingStrings.leftAsBegun : askingStrings.leftOther}</span>
      )}
    </output>
  );
}
