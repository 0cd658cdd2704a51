import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useAct } from "#renderer/store/use-act.ts";
import { takeOutStrings } from "#renderer/strings/take-out.ts";
import type { Problem } from "#renderer/ui/problem.ts";

type TokenFieldProps = { readonly token: string | null; readonly onMade: (token: string) => void };

/** Makes a token for one program. It is shown in the lines above, this once. */
export function TokenField({ token, onMade }: TokenFieldProps) {
  const act = useAct();
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  if (token !== null) return <p className="use-note">{takeOutStrings.made}</p>;
  const make = async (): Promise<void> => {
    setIsBusy(true);
    const done = await act(async (client) => await client.tokens.create({ name }), ["settings"]);
    setIsBusy(false);
    if (done.ok) onMade(done.value.token);
    else setProblem(done.error);
  };
  return (
    <form
      className="use-token"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <p className="faint use-note">{takeOutStrings.tokenText}</p>
      <div className="use-token-row">
        <TextInput
          aria-label={takeOutStrings.tokenName}
          placeholder={takeOutStrings.tokenExample}
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setProblem(null);
          }}
          error={problem === null ? null : `${problem.message} ${problem.hint}`}
          autoComplete="off"
          spellCheck={false}
        />
        <Button type="submit" disabled={name === ""} loading={isBusy}>
          {takeOutStrings.make}
        </Button>
      </div>
    </form>
  );
}
