import { Button } from "@mantine/core";
import { useState } from "react";
import { PriceDialog } from "#renderer/models/unknown-price.tsx";
import { useCommands } from "#renderer/navigation/use-commands.ts";
import { useShownBranch } from "#renderer/store/use-branches.ts";
import { measureStrings } from "#renderer/strings/measure.ts";
import { MeasureDialog } from "./measure-dialog.tsx";
import type { MeasureStart } from "./measure-queries.ts";
import { MeasureProgress } from "./measure-progress.tsx";
import { useMeasuring } from "./use-measuring.ts";
import "./measure.css";

type MeasureButtonProps = {
  readonly label: string;
  readonly start: MeasureStart;
  readonly title?: string;
};

/** The way to measure an agent on data, from wherever one of the two is looked at: a question first, its result at the end [L20]. */
export function MeasureButton(props: MeasureButtonProps) {
  const branch = useShownBranch();
  // Another commit, agent, dataset or branch is another question: what was chosen or runs for one is not for the next.
  const of = `measure ${branch ?? ""} ${JSON.stringify(props.start)}`;
  return <MeasureOf key={of} of={of} {...props} />;
}

function MeasureOf({ of, label, start, title }: MeasureButtonProps & { readonly of: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const measuring = useMeasuring(of);
  const { state, price } = measuring;
  const open = (): void => {
    if (state.kind === "done") measuring.ask();
    setIsOpen(true);
  };
  useCommands("measure", [
    { id: "measure", title: label, group: measureStrings.title, words: measureStrings.title, run: open },
  ]);
  return (
    <>
      {state.kind === "running" && !isOpen ? (
        <span className="measure-running">
          <MeasureProgress />
          <Button onClick={measuring.stop}>{measureStrings.stop}</Button>
        </span>
      ) : (
        <Button {...(title === undefined ? {} : { title })} onClick={open}>
          {label}
        </Button>
      )}
      <PriceDialog problem={price} onClose={measuring.dismissPrice} onAllowed={measuring.allow} />
      {isOpen && price === null ? (
        <MeasureDialog start={start} measuring={measuring} onClose={() => setIsOpen(false)} />
      ) : null}
    </>
  );
}
