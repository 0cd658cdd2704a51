import { SegmentedControl, TagsInput } from "@mantine/core";
import type { AgentContent } from "#core/domain/content/agent.ts";
import { ModelPicker } from "#renderer/models/model-picker.tsx";
import { splitModel } from "#renderer/models/split-model.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { resourceStrings } from "#renderer/strings/resources.ts";
import { AgentLimits } from "./agent-limits.tsx";
import { PartChecklist } from "./part-checklist.tsx";
import { PromptChoice } from "./prompt-choice.tsx";
import { useFormFields } from "./form-context.ts";
import { objectAt, textAt, textsAt } from "./read-content.ts";

const LOOPS = Object.keys(formStrings.loops) as readonly AgentContent["loop"][];

/** An agent: how it goes about it, with which prompt, model and parts. */
export function AgentFields() {
  const { content, faults, setContent } = useFormFields();
  const model = objectAt(content, "model");
  const [provider, name] = [textAt(model, "provider"), textAt(model, "name")];
  const modelFault = faults["/model/provider"] ?? faults["/model/name"];
  const loop = LOOPS.find((each) => each === content["loop"]) ?? "chat";
  return (
    <>
      <ModelPicker
        label={resourceStrings.model}
        error={modelFault}
        value={provider === "" || name === "" ? null : `${provider}/${name}`}
        onChange={(chosen) => {
          const split = splitModel(chosen ?? "");
          if (split === null) return;
          // An address of its own was the other connection's.
          const { baseUrl: _old, ...rest } = model;
          setContent({ ...content, model: { ...rest, provider: split.provider, name: split.name } });
        }}
      />
      <PromptChoice />
      <div>
        <h3 className="make-label">{resourceStrings.loop}</h3>
        <SegmentedControl
          className="make-choice"
          aria-label={resourceStrings.loop}
          value={loop}
          data={LOOPS.map((each) => ({ value: each, label: formStrings.loops[each] }))}
          onChange={(next) => setContent({ ...content, loop: next })}
        />
        <p className="make-note">{formStrings.loopNotes[loop]}</p>
      </div>
      <PartChecklist kind="tool" field="tools" title={resourceStrings.tools} />
      <PartChecklist kind="environment" field="environments" title={resourceStrings.environments} />
      <PartChecklist kind="memory" field="memory" title={resourceStrings.memory} />
      <TagsInput
        label={resourceStrings.inputs}
        description={formStrings.agentInputsNote}
        error={faults["/inputs"]}
        value={[...textsAt(content, "inputs")]}
        comboboxProps={{ transitionProps: { duration: 0 } }}
        onChange={(inputs) => setContent({ ...content, inputs })}
      />
      <AgentLimits />
    </>
  );
}
