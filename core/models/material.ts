/**
 * A value as material for a prompt, on one line: JSON in which no text can close the tags that the prompt puts around
 * it, whatever a task, a tool or a model wrote.
 */
export function toMaterial(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}
