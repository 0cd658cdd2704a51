import { isUsable } from "#core/domain/lifecycle.ts";
import { Checkbox, NumberInput, SegmentedControl, Select } from "@mantine/core";
import { useState } from "react";
import type { SettingsDocument } from "#core/contract/settings.ts";
import { GATE_METRICS } from "#core/domain/gate/config.ts";
import { MAIN_BRANCH } from "#core/domain/branch-name.ts";
import { APPROVERS } from "#core/domain/policy.ts";
import { agentModelQuery } from "#renderer/navigation/top-bar-queries.ts";
import { navigate } from "#renderer/navigation/route.ts";
import type { SessionRow } from "#renderer/features/improve/common/improve-queries.ts";
import { hrefToSession } from "#renderer/features/improve/common/improve-route.ts";
import { ModelPicker } from "#renderer/models/model-picker.tsx";
import { chooseDefault } from "#renderer/store/choose-default.ts";
import { registryQuery, type Branches, type Datasets } from "#renderer/store/shared-queries.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import type { Problem } from "#renderer/ui/problem.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { startStrings } from "#renderer/strings/improve.ts";
import { optimizerStrings } from "#renderer/strings/optimizers.ts";
import { formatCount } from "#renderer/text/format.ts";
import { OptimizerFields, OptimizerSelect } from "#renderer/ui/optimizer-fields.tsx";
import { UnknownPrice } from "#renderer/models/unknown-price.tsx";
import { CapFields } from "#renderer/features/improve/common/cap-fields.tsx";
import { toDraft } from "#renderer/features/improve/common/caps-draft.ts";
import { USUAL_PACE } from "#renderer/features/improve/common/pace-draft.ts";
import { PaceFields } from "#renderer/features/improve/common/pace-fields.tsx";
import { ErrorState } from "#renderer/ui/states.tsx";
import { settingsInForce } from "./optimizer-draft.ts";
import { BranchChoice } from "./branch-choice.tsx";
import { isCountOfIterations, MOST_ITERATIONS, toStart, type StartDraft } from "./start-draft.ts";
import { StartFoot } from "./start-foot.tsx";
import "./start-form.css";

type StartFormProps = {
  readonly branches: Branches;
  readonly datasets: Datasets;
  /** What the workspace sets for new sessions. */
  readonly settings: SettingsDocument;
  readonly sessions: readonly SessionRow[];
  readonly onClose: () => void;
};

const ITERATIONS = 12;

export function StartForm({ branches, datasets, settings, sessions, onClose }: StartFormProps) {
  const act = useAct();
  const [isBusy, setIsBusy] = useState(false);
  const [typed, setTyped] = useState<StartDraft>(() =>
    beginDraft({ branches, datasets, settings, sessions }),
  );
  const registry = useAgents(typed.branch);
  const agents = registry.names;
  const sets = datasets.map(({ name }) => name);
  // Another branch may not have the agent that was chosen on the one before, and data may have come in meanwhile [L28].
  const draft = {
    ...typed,
    dataset: sets.includes(typed.dataset) ? typed.dataset : pick(settings.dataset, sets),
    agent: agents.includes(typed.agent) ? typed.agent : pick(settings.agent, agents),
  };
  const [priceProblem, setPriceProblem] = useState<Problem | null>(null);
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const set = (change: Partial<StartDraft>): void => setTyped({ ...draft, ...change });
  const dataset = datasets.find(({ name }) => name === draft.dataset);
  const start = async (): Promise<void> => {
    setIsBusy(true);
    const started = await act(async (client) => await client.sessions.start(toStart(draft)), ["sessions"]);
    setIsBusy(false);
    const refused = started.ok ? null : started.error;
    // It can be answered here, once.
    const isAsked = refused?.code === "price-unknown" && !draft.mayCostUnknown;
    if (isAsked) setPriceProblem(refused);
    setRefusal(isAsked ? null : refused);
    if (!started.ok) return;
    onClose();
    navigate(hrefToSession(started.value.session));
  };
  const busy = branches.find(({ name }) => name === draft.branch)?.session ?? null;
  return (
    <form
      className="start-form"
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <Choices
        draft={draft}
        set={set}
        branches={branches}
        agents={agents}
        datasets={datasets}
        settings={settings}
      />
      {registry.problem === undefined ? null : <ErrorState problem={registry.problem} />}
      <StartFoot
        draft={draft}
        dataset={dataset}
        settings={settings}
        sessions={sessions}
        busy={busy}
        isStarting={isBusy}
        onClose={onClose}
      >
        {priceProblem === null ? null : (
          <UnknownPrice
            problem={priceProblem}
            isAllowed={draft.mayCostUnknown}
            onAllow={(mayCostUnknown) => set({ mayCostUnknown })}
          />
        )}
        {refusal === null ? null : <ErrorState problem={refusal} />}
      </StartFoot>
    </form>
  );
}

function beginDraft({ branches, datasets, settings, sessions }: Omit<StartFormProps, "onClose">): StartDraft {
  return {
    branch: branches.find(({ isCurrent }) => isCurrent)?.name ?? MAIN_BRANCH,
    agent: "",
    model: null,
    dataset: pick(
      settings.dataset,
      datasets.map(({ name }) => name),
    ),
    optimizer: settings.session.optimizer.type,
    optimizerSettings: {},
    iterations: ITERATIONS,
    seed: nextSeed(sessions),
    approve: settings.approve,
    metric: null,
    reportsTest: false,
    caps: toDraft(settings.caps),
    pace: USUAL_PACE,
    mayCostUnknown: false,
  };
}

/** The agents in use at a branch's head [L15]; none while they are read. */
function useAgents(branch: string) {
  const { data, problem } = useQuery(registryQuery(branch));
  const inUse = (data ?? []).filter(({ kind, state }) => kind === "agent" && isUsable(state));
  return { names: inUse.map(({ name }) => name), problem };
}

/** The default where there is one that can be chosen; else the first, to be seen and changed. */
function pick(set: string | null, names: readonly string[]): string {
  const chosen = chooseDefault(set, names);
  return chosen !== null && names.includes(chosen) ? chosen : (names[0] ?? "");
}

/** Two sessions with one seed go the same way: the next one looks elsewhere. */
function nextSeed(sessions: readonly SessionRow[]): number {
  return sessions.length + 1;
}

type ChoicesProps = Pick<StartFormProps, "branches" | "datasets" | "settings"> & {
  readonly agents: readonly string[];
  readonly draft: StartDraft;
  readonly set: (change: Partial<StartDraft>) => void;
};

function Choices({ draft, set, branches, agents, datasets, settings }: ChoicesProps) {
  const chosen = datasets.find(({ name }) => name === draft.dataset);
  return (
    <>
      <BranchChoice draft={draft} set={set} branches={branches} />
      <div className="start-grid">
        <Select
          label={startStrings.agent}
          value={draft.agent}
          onChange={(agent) => set({ agent: agent ?? draft.agent })}
          data={[...agents]}
          allowDeselect={false}
          data-autofocus
        />
        <Select
          label={startStrings.dataset}
          description={
            chosen === undefined
              ? undefined
              : startStrings.sets(formatCount(chosen.splits.train), formatCount(chosen.splits.validation))
          }
          value={draft.dataset}
          onChange={(dataset) => set({ dataset: dataset ?? draft.dataset })}
          data={datasets.map(({ name }) => name)}
          allowDeselect={false}
        />
        <ModelChoiceField draft={draft} set={set} />
        <OptimizerSelect
          value={draft.optimizer}
          onChange={(optimizer) => set({ optimizer, optimizerSettings: {} })}
        />
        <div className="start-pair">
          <NumberInput
            label={startStrings.iterations}
            value={draft.iterations}
            onChange={(value) => set({ iterations: Number(value) })}
            error={isCountOfIterations(draft.iterations) ? null : startStrings.bounds(1, MOST_ITERATIONS)}
            min={1}
            max={MOST_ITERATIONS}
            allowDecimal={false}
            clampBehavior="none"
          />
          <NumberInput
            label={startStrings.seed}
            value={draft.seed}
            onChange={(value) => set({ seed: Number(value) })}
            min={0}
            allowDecimal={false}
          />
        </div>
      </div>
      <details>
        <summary className="start-label">{optimizerStrings.settings}</summary>
        <div className="start-fields">
          <OptimizerFields
            optimizer={draft.optimizer}
            drafts={draft.optimizerSettings}
            hintOf={(name) => String(settingsInForce(settings, draft.optimizer)[name])}
            onChange={(optimizerSettings) => set({ optimizerSettings })}
          />
        </div>
      </details>
      <WhoDecides draft={draft} set={set} settings={settings} />
      <GateBy draft={draft} set={set} />
      <CapFields draft={draft.caps} onChange={(caps) => set({ caps })} />
      <PaceFields draft={draft.pace} onChange={(pace) => set({ pace })} />
      <Checkbox
        size="xs"
        label={startStrings.report}
        checked={draft.reportsTest}
        onChange={(event) => set({ reportsTest: event.currentTarget.checked })}
      />
    </>
  );
}

/** The agent's own model, unless another is chosen for this session. */
function ModelChoiceField({ draft, set }: Pick<ChoicesProps, "draft" | "set">) {
  const own = useQuery(agentModelQuery(draft.agent, draft.branch)).data ?? null;
  return (
    <div className="start-model">
      <ModelPicker
        label={startStrings.model}
        value={draft.model}
        usual={{ model: own, words: startStrings.agentsOwn }}
        onChange={(model) => set({ model, mayCostUnknown: false })}
      />
    </div>
  );
}

const METRICS = [
  { value: "", label: startStrings.metrics.usual },
  ...GATE_METRICS.map((value) => ({ value, label: startStrings.metrics[value] })),
];

function GateBy({ draft, set }: Pick<ChoicesProps, "draft" | "set">) {
  return (
    <Select
      label={startStrings.metric}
      description={startStrings.metricNotes[draft.metric ?? "usual"]}
      value={draft.metric ?? ""}
      onChange={(value) => set({ metric: GATE_METRICS.find((each) => each === value) ?? null })}
      data={METRICS}
      allowDeselect={false}
    />
  );
}

function WhoDecides({ draft, set, settings }: Pick<ChoicesProps, "draft" | "set" | "settings">) {
  const hasRules = settings.policies.some(({ approve, rules }) => approve === "rules" && rules.length > 0);
  return (
    <div>
      <div className="start-label" id="start-approve">
        {startStrings.approve}
      </div>
      <SegmentedControl
        aria-labelledby="start-approve"
        value={draft.approve}
        onChange={(value) => set({ approve: APPROVERS.find((each) => each === value) ?? "ask" })}
        data={APPROVERS.filter((each) => each !== "rules" || hasRules).map((value) => ({
          value,
          label: startStrings.approvers[value],
        }))}
      />
      <p className="start-note">{startStrings.approverNotes[draft.approve]}</p>
    </div>
  );
}
