import { useAppState } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import { measureStrings } from "#renderer/strings/measure.ts";

/** What runs outside of sessions tells its progress under the empty name. */
const progressOf = (state: AppState) => state.progress[""]?.["evaluation-progress"];

const NOT_BEGUN = { done: 0, total: 0 };

/** How far the evaluation that goes on has come. */
export function MeasureProgress() {
  const { done, total } = useAppState(progressOf)?.body ?? NOT_BEGUN;
  return (
    <>
      <progress aria-label={measureStrings.running} value={done} max={Math.max(total, 1)} />
      <span className="number">{measureStrings.progress(done, total)}</span>
    </>
  );
}
