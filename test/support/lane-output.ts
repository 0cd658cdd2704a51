export type Stream = "stdout" | "stderr";

export type LaneOutput = {
  readonly write: (stream: Stream, part: Uint8Array | string) => void;
  /** Nothing more comes: the next lane may speak. */
  readonly end: () => void;
};

/**
 * What lanes say that run side by side, shown one lane after the other: the first that has not ended as it speaks, those
 * behind it when their turn comes. So nothing of two is mixed, and nothing is lost.
 */
export function queueOutputs(count: number, show: LaneOutput["write"]): readonly LaneOutput[] {
  const lanes = Array.from({ length: count }, () => ({
    kept: [] as Parameters<typeof show>[],
    hasEnded: false,
  }));
  let front = 0;
  const bringForward = (): void => {
    for (let lane = lanes[front]; lane !== undefined; lane = lanes[front]) {
      for (const said of lane.kept.splice(0)) show(...said);
      if (!lane.hasEnded) return;
      front += 1;
    }
  };
  return lanes.map((lane) => ({
    write: (...said) => {
      lane.kept.push(said);
      bringForward();
    },
    end: () => {
      lane.hasEnded = true;
      bringForward();
    },
  }));
}
