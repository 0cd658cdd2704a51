import { Button } from "@mantine/core";
import { useState } from "react";
import { PriceDialog } from "#renderer/models/unknown-price.tsx";
import { useCommands } from "#renderer/navigation/use-commands.ts";
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
export function MeasureButton({ label, start, title }: MeasureButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const measuring = useMeasuring();
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
