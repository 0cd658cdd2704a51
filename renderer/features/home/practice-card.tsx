import { Button } from "@mantine/core";
import { IconArrowRight, IconArrowsDiff } from "@tabler/icons-react";
import { useState, type CSSProperties } from "react";
import type { PracticeDocument } from "#core/contract/home.ts";
import { FirstSteps } from "#renderer/first-steps/first-steps.tsx";
import { hrefTo, navigate } from "#renderer/navigation/route.ts";
import { useApp, useQuery } from "#renderer/store/app-context.ts";
import { resourcesQuery } from "#renderer/store/shared-queries.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { useShownBranch } from "#renderer/store/use-branches.ts";
import { homeStrings } from "#renderer/strings/home.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { ExpectedAnswer, WrittenAnswer } from "#renderer/ui/answer.tsx";
import { ModelName } from "#renderer/models/model-name.tsx";
import { formatUsd } from "#renderer/text/format.ts";
import { Tag } from "#renderer/ui/mark.tsx";
import { EmptyState, Ready } from "#renderer/ui/states.tsx";
import { toastProblem } from "#renderer/ui/toast.tsx";
import { practiceQuery } from "./home-queries.ts";
import { ShownText } from "#renderer/ui/shown-text.tsx";
import "./practice-card.css";

/** What the practice workspace comes with: of these alone it is known what they are about. */
const BUNDLED = { agent: "agent/order-clerk", dataset: "order-desk" };

type ReadyPractice = Extract<PracticeDocument, { state: "ready" }>;

/** What the agent does with one real item of the training split, and the button that makes it better. */
export function PracticeCard() {
  const { queries } = useApp();
  const [mayCall, setMayCall] = useState(false);
  const query = practiceQuery(mayCall);
  const practice = useQuery(query);
  return (
    <div className="practice">
      <Ready of={practice} rows={8} onRetry={() => queries.retry(query.key)}>
        {(data) => {
          if (data.state === "ready") return <ReadyCard practice={data} />;
          if (data.state === "ask") return <AskCard practice={data} onAgree={() => setMayCall(true)} />;
          return <EmptyCard missing={data.missing} />;
        }}
      </Ready>
    </div>
  );
}

function ReadyCard({ practice }: { readonly practice: ReadyPractice }) {
  const { example, agent, right, of, isSimulated } = practice;
  const name = agent.replace(/^agent\//, "");
  const isBundled = agent === BUNDLED.agent && practice.dataset === BUNDLED.dataset;
  return (
    <section className="practice-card" aria-label={homeStrings.practiceTitle}>
      <header className="practice-head">
        <span className="soft">{isBundled ? homeStrings.practiceHead : practice.dataset}</span>
        {isSimulated ? <Tag meaning="simulated">{homeStrings.simulatedNote}</Tag> : null}
      </header>
      <h1 className="practice-lead">
        {isBundled ? homeStrings.lead(right, of) : homeStrings.leadAny(name, right, of)}
      </h1>
      <p className="practice-note">{homeStrings.leadNote}</p>
      <div
        className="practice-row"
        style={{ "--practice-rows": Math.max(1, example.fields.length) } as CSSProperties}
      >
        <article className="practice-box">
          <h2 className="practice-box-title">
            {homeStrings.message} <span className="faint mono">{example.item}</span>
          </h2>
          <p className="practice-message" dir="auto">
            <ShownText text={example.message} />
          </p>
        </article>
        <IconArrowRight className="practice-arrow" size={18} stroke={1.6} aria-hidden="true" />
        <article className="practice-box">
          <h2 className="practice-box-title">
            {uiStrings.answer.wrote}
            <a className="link practice-run" href={hrefTo("traces", [example.trace])}>
              {homeStrings.runLink}
            </a>
          </h2>
          <WrittenAnswer answer={example} />
        </article>
        <IconArrowsDiff
          className="practice-arrow"
          size={18}
          stroke={1.6}
          role="img"
          aria-label={homeStrings.comparedWith}
        />
        <article className="practice-box">
          <h2 className="practice-box-title">{uiStrings.answer.wanted}</h2>
          <ExpectedAnswer answer={example} />
        </article>
      </div>
      <StartRow practice={practice} />
    </section>
  );
}

function StartRow({
  practice: {
    ahead,
    isSimulated,
    model,
    example: { trace },
  },
}: {
  readonly practice: ReadyPractice;
}) {
  const act = useAct();
  const branch = useShownBranch();
  const [isStarting, setIsStarting] = useState(false);
  const start = async (): Promise<void> => {
    setIsStarting(true);
    const started = await act(
      async (client) =>
        await client.sessions.start({ approve: "ask", ...(branch === null ? {} : { branch }) }),
      ["sessions", "proposals"],
    );
    setIsStarting(false);
    if (started.ok) navigate(hrefTo("improve", ["session", started.value.session]));
    else toastProblem(started.error);
  };
  const minutes = Math.round(ahead.seconds / 60);
  const time = ahead.seconds < 60 ? homeStrings.underMinute : homeStrings.aboutMinutes(Math.max(1, minutes));
  const cost = isSimulated
    ? homeStrings.simulatedCost
    : ahead.usd === null
      ? homeStrings.unknownCost
      : formatUsd({ usd: ahead.usd, usdKnown: true });
  return (
    <>
      <div className="practice-start">
        <Button
          variant="filled"
          className="practice-button"
          loading={isStarting}
          onClick={() => void start()}
        >
          {homeStrings.start}
        </Button>
        <ModelName model={model} />
        <span className="soft">{homeStrings.ahead(time, cost)}</span>
        <span className="pane-spacer" />
        <a className="link" href={hrefTo("traces", [trace])}>
          {homeStrings.lookAround}
        </a>
      </div>
      <p className="practice-note">{homeStrings.startNote}</p>
    </>
  );
}

type AskCardProps = {
  readonly practice: Extract<PracticeDocument, { state: "ask" }>;
  readonly onAgree: () => void;
};

function AskCard({ practice: { agent, model, runs, isPriceKnown }, onAgree }: AskCardProps) {
  return (
    <EmptyState
      title={homeStrings.askTitle(agent.replace(/^agent\//, ""))}
      action={<Button onClick={onAgree}>{homeStrings.ask(runs)}</Button>}
    >
      {homeStrings.askText(runs, model)}
      {isPriceKnown ? null : <> {homeStrings.askUnknownPrice}</>}
    </EmptyState>
  );
}

function EmptyCard({ missing }: { readonly missing: "agent" | "dataset" }) {
  if (missing === "agent") return <NoAgent />;
  return (
    <EmptyState
      title={homeStrings.noDataTitle}
      action={
        <Button component="a" href={hrefTo("data", ["import"])}>
          {homeStrings.importData}
        </Button>
      }
    >
      {homeStrings.noDataText}
    </EmptyState>
  );
}

/** The way from nothing to an agent with items, step by step. */
function NoAgent() {
  const registry = useQuery(resourcesQuery).data ?? [];
  return (
    <section className="practice-empty" aria-label={homeStrings.noAgentTitle}>
      <h2 className="practice-lead">{homeStrings.noAgentTitle}</h2>
      <p className="practice-note">
        {homeStrings.noAgentText}{" "}
        <a className="link" href={hrefTo("resources", [], { files: "in" })}>
          {homeStrings.bringIn}
        </a>
      </p>
      <FirstSteps registry={registry} />
    </section>
  );
}
