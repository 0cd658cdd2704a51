import { useState } from "react";
import type { ReplayDocument } from "#core/contract/replays.ts";
import type { TimelineDocument } from "#core/contract/traces.ts";
import type { ReplayTools } from "#core/domain/replay.ts";
import { useQuery } from "#renderer/store/app-context.ts";
import { useAct } from "#renderer/store/use-act.ts";
import { toastProblem } from "#renderer/ui/toast.tsx";
import { replaysQuery } from "./replays-query.ts";

export type ReplayControl = {
  /** A run that is over; whether it has a tape is told when it is played. */
  readonly canPlay: boolean;
  readonly isPlaying: boolean;
  /** What the last one came to, until it is closed. */
  readonly latest: ReplayDocument | null;
  readonly play: (tools: ReplayTools) => Promise<void>;
  readonly close: () => void;
};

/** Playing the run again that is looked at [T21]. */
export function useReplay({ run, isOpen }: Pick<TimelineDocument, "run" | "isOpen">): ReplayControl {
  const act = useAct();
  const [isPlaying, setIsPlaying] = useState(false);
  const kept = useQuery(replaysQuery(run)).data?.[0] ?? null;
  const [made, setMade] = useState<ReplayDocument | null>(null);
  const [closed, setClosed] = useState<string | null>(null);
  // The view stays while another trace is opened in it.
  const latest = made?.run === run ? made : kept;
  return {
    canPlay: run !== null && !isOpen,
    isPlaying,
    latest: latest?.replay === closed ? null : latest,
    play: async (tools) => {
      if (run === null || isPlaying) return;
      setIsPlaying(true);
      const done = await act(async (client) => await client.replays.make({ run, tools }), ["runs"]);
      setIsPlaying(false);
      if (done.ok) setMade(done.value);
      else toastProblem(done.error);
    },
    close: () => setClosed(latest?.replay ?? null),
  };
}
