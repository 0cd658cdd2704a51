/** The diff of Monaco without its editor; the package has no types for it. Only what is used is declared. */
declare module "monaco-editor/editor/common/diff/defaultLinesDiffComputer/defaultLinesDiffComputer" {
  type Lines = { readonly startLineNumber: number; readonly endLineNumberExclusive: number };
  export class DefaultLinesDiffComputer {
    computeDiff(
      before: string[],
      after: string[],
      options: {
        readonly ignoreTrimWhitespace: boolean;
        /** 0: as long as it takes. */
        readonly maxComputationTimeMs: number;
        readonly computeMoves: boolean;
      },
    ): { readonly changes: readonly { readonly original: Lines; readonly modified: Lines }[] };
  }
}
