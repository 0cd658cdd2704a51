import { Button } from "@mantine/core";
import type { JsonObject } from "#core/base/json.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { deriveInputs } from "./derive-inputs.ts";
import type { Faults } from "./find-faults.ts";
import { useFormFields } from "./form-context.ts";
import { MessageFields } from "./message-fields.tsx";
import { messagesOf, withMessages, type MarkedMessage } from "./prompt-messages.ts";
import { moved, withMember } from "./read-content.ts";
import { SlotRows } from "./slot-rows.tsx";

/** A prompt's messages and the slots that its texts ask for. */
export function PromptFields() {
  const { content, faults, setContent } = useFormFields();
  return <PromptText content={content} faults={faults} onChange={setContent} />;
}

type PromptTextProps = {
  readonly content: JsonObject;
  readonly faults: Faults;
  readonly onChange: (content: JsonObject) => void;
};

/** The same for a prompt that is no form of its own. The slots follow the texts while they are typed. */
export function PromptText({ content, faults, onChange }: PromptTextProps) {
  const messages = messagesOf(content);
  const set = (next: readonly MarkedMessage[]): void => onChange(deriveInputs(withMessages(content, next)));
  return (
    <>
      {messages.map((message, at) => (
        <MessageFields
          // eslint-disable-next-line react/no-array-index-key -- A message is named by its place, in pointers too.
          key={at}
          message={message}
          at={at}
          of={messages.length}
          faults={faults}
          onChange={(next) => set(withMember(messages, at, next))}
          onMove={(by) => set(moved(messages, at, by))}
        />
      ))}
      <Button
        className="make-add"
        variant="subtle"
        onClick={() => set([...messages, emptyMessage(messages.at(-1)?.role)])}
      >
        {formStrings.addMessage}
      </Button>
      <SlotRows content={content} onChange={onChange} />
    </>
  );
}

function emptyMessage(after: string | undefined): MarkedMessage {
  const section = { name: "text", text: "", mark: null, rest: {} };
  return { role: after === "user" ? "assistant" : "user", sections: [section], rest: {} };
}
