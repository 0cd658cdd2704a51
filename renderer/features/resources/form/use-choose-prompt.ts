import type { JsonObject } from "#core/base/json.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { toastProblem } from "#renderer/ui/toast.tsx";
import { inputNamesOf } from "./derive-inputs.ts";
import { useFormFields } from "./form-context.ts";

/** Chooses an agent's prompt. What that asks for is what tasks have to bring, so it becomes the agent's inputs. */
export function useChoosePrompt(): (name: string) => void {
  const act = useAct();
  const { draft, editContent } = useFormFields();
  return (name) => {
    editContent((content) => ({ ...content, prompt: name }));
    const asked = { resource: `prompt/${name}`, at: draft.branch } as const;
    void act(async (client) => await client.resources.show(asked), []).then((shown) => {
      if (!shown.ok) {
        // The agent's inputs are still those of the prompt before: nobody must take them for this one's.
        toastProblem(shown.error);
        return;
      }
      // As every content is.
      const inputs = inputNamesOf(shown.value.content as JsonObject);
      editContent((content) => (content["prompt"] === name ? { ...content, inputs } : content));
    });
  };
}
