/** Which traces are listed. */
export type TraceFilter = {
  readonly text: string;
  readonly hasErrors: boolean;
  readonly isWrong: boolean;
  readonly split: "all" | "train" | "validation";
};

/** The text comes last: it may hold anything. */
export function nameFilter({ text, hasErrors, isWrong, split }: TraceFilter): string {
  return [split, hasErrors ? "errors" : "any", isWrong ? "wrong" : "any", text].join("/");
}
