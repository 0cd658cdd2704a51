import { Button, Textarea } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { Json } from "#core/base/json.ts";
import type { Scorer } from "#core/domain/dataset.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import type { Dataset } from "#renderer/store/shared-queries.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { dataStrings } from "#renderer/strings/data.ts";
import { Mark } from "#renderer/ui/mark.tsx";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import { Ready } from "#renderer/ui/states.tsx";
import { toastProblem } from "#renderer/ui/toast.tsx";
import { itemsQuery, type Item } from "./data-queries.ts";
import { ScorerFields } from "./scorer-fields.tsx";
import "./scorer.css";

type Scored = Awaited<ReturnType<WorkspaceClient["data"]["tryScorer"]>>;

/** The dataset's scorer, or any other, on an answer that one types. */
export function ScorerTab({ dataset }: { readonly dataset: Dataset }) {
  const page = itemsQuery({ dataset: dataset.name, split: "validation", offset: 0, text: "", className: "" });
  const { queries } = useApp();
  const found = useQuery(page);
  // The form begins with a real item, once there is one.
  return (
    <Ready of={found} onRetry={() => queries.retry(page.key)}>
      {({ items }) => <TryOut key={dataset.name} dataset={dataset} items={items} />}
    </Ready>
  );
}

function TryOut({ dataset, items }: { readonly dataset: Dataset; readonly items: readonly Item[] }) {
  const act = useAct();
  const [at, setAt] = useState(0);
  const first = items[at];
  const [scorer, setScorer] = useState<Scorer>(dataset.scorer);
  const [answer, setAnswer] = useState("");
  const [expected, setExpected] = useState(first === undefined ? "" : toText(first.expected));
  const [scored, setScored] = useState<Scored | null>(null);
  const result = useRef<HTMLDivElement>(null);
  // On a narrow window it stands below the form.
  useEffect(() => {
    if (scored !== null) result.current?.scrollIntoView({ block: "nearest" });
  }, [scored]);
  const takeNext = (): void => {
    const next = (at + 1) % Math.max(1, items.length);
    setAt(next);
    setExpected(toText(items[next]?.expected ?? ""));
    setScored(null);
  };
  const score = async (): Promise<void> => {
    const { expected: sample = null, input = "" } = items[at] ?? {};
    const asked = { scorer, output: answer, expected: toExpected(expected, { scorer, sample }), input };
    const answered = await act(async (client) => await client.data.tryScorer(asked), []);
    if (answered.ok) setScored(answered.value);
    else toastProblem(answered.error);
  };
  return (
    <div className="scorer">
      <div className="scorer-form">
        <ScorerFields
          scorer={scorer}
          onChange={(next) => {
            setScorer(next);
            setScored(null);
          }}
        />
        <Textarea
          label={dataStrings.answer}
          description={dataStrings.tryNote}
          className="scorer-text"
          autosize
          minRows={5}
          maxRows={14}
          value={answer}
          onChange={(event) => setAnswer(event.currentTarget.value)}
        />
        <Textarea
          label={dataStrings.expected}
          className="scorer-text"
          autosize
          minRows={5}
          maxRows={18}
          value={expected}
          onChange={(event) => setExpected(event.currentTarget.value)}
        />
        <div className="scorer-buttons">
          <Button variant="filled" onClick={() => void score()}>
            {dataStrings.tryRun}
          </Button>
          {items.length < 2 ? null : <Button onClick={takeNext}>{dataStrings.firstItem}</Button>}
        </div>
      </div>
      <div ref={result} className="scorer-result" aria-live="polite">
        {scored === null ? null : <Result scored={scored} />}
      </div>
    </div>
  );
}

function Result({ scored }: { readonly scored: Scored }) {
  const parts = Object.entries(scored.parts);
  return (
    <>
      <p className="scorer-worth">
        <Mark meaning={scored.isCorrect ? "good" : "bad"}>
          {scored.failure !== null
            ? dataStrings.isUnscored
            : scored.isCorrect
              ? dataStrings.isRight
              : dataStrings.isWrong}
        </Mark>
        <span className="soft">{dataStrings.worth}</span>
        <span className="number">{scored.value.toFixed(3)}</span>
      </p>
      {scored.reading === null ? null : (
        <p className="soft">
          <ShownText text={dataStrings.reading(scored.reading.output, scored.reading.expected)} />
        </p>
      )}
      {scored.failure === null ? null : (
        <p className="scorer-problem" role="alert">
          {dataStrings.scorerFailed(dataStrings.scorerFailures[scored.failure])}
        </p>
      )}
      {scored.reason === null || scored.reason === "" ? null : (
        <p className="soft scorer-reason">
          <ShownText text={scored.reason} />
        </p>
      )}
      {scored.problem === null ? null : <p className="scorer-problem">{scored.problem}</p>}
      {parts.length === 0 ? null : (
        <dl className="scorer-parts">
          {parts.map(([name, points]) => (
            <div key={name}>
              <dt className="mono">{name}</dt>
              <dd>
                <Mark meaning={points === 1 ? "good" : "bad"}>
                  {points.toFixed(points % 1 === 0 ? 0 : 2)}
                </Mark>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

function toText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

/** What a person types as the expected answer: numbers and objects are written as JSON. */
const EXPECTED_AS: Readonly<Record<Scorer["type"], "text" | "json">> = {
  exact: "text",
  numeric: "json",
  "json-fields": "json",
  regex: "text",
  checks: "json",
  code: "text",
};

type Meant = { readonly scorer: Scorer; readonly sample: Json };

/** What is meant as JSON and is none is text. It is meant so, too, where the item's own answer is no text. */
function toExpected(text: string, { scorer, sample }: Meant): Json {
  const isText = EXPECTED_AS[scorer.type] === "text" && (sample === null || typeof sample === "string");
  if (isText) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
