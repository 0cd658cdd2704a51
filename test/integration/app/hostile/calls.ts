import type { AnyCall } from "./world.ts";

/** Short ways to write what is asked at a door, and what each asker is told. */
export type Attack = {
  readonly what: string;
  readonly ask: AnyCall;
  /** What a person is told; "theirs" where it is theirs to do, and not done here. */
  readonly person: string;
  /** What an optimizer, an agent and a client are told; "done" where it tells and writes nothing. */
  readonly others: string;
};
export type Attacks = readonly [Attack, ...Attack[]];

/** Nobody may. */
export const nobody = (what: string, code: string, ask: AnyCall): Attack => ({
  ...{ what, ask, person: code, others: code },
});
/** A person may; whoever else asks is told this. */
export const people = (what: string, ask: AnyCall, others = "path-refused"): Attack => ({
  ...{ what, ask, person: "theirs", others },
});
/** A person is told what is wrong; others that it is not for them. */
export const wrong = (what: string, person: string, ask: AnyCall, others = "path-refused"): Attack => ({
  ...{ what, ask, person, others },
});
/** It tells, and writes nothing, whoever asks. */
export const tells = (what: string, ask: AnyCall): Attack => ({
  ...{ what, ask, person: "done", others: "done" },
});
