import { afterAll, beforeAll, vi } from "vitest";

export type Spot = { readonly x: number; readonly y: number };
/** Where a pen went without being lifted; of a curve its ends. */
export type Stroke = { readonly spots: readonly Spot[]; readonly colour: string; readonly isDashed: boolean };
export type Disc = Spot & { readonly radius: number; readonly colour: string };
export type Rect = Spot & { readonly width: number; readonly height: number; readonly colour: string };

/** What was drawn, of each sort in its order. */
export type Drawn = { readonly strokes: Stroke[]; readonly discs: Disc[]; readonly rects: Rect[] };

/** The part of a path that our drawings use. */
class RecordedPath {
  readonly lines: Spot[][] = [];
  readonly discs: Array<Spot & { readonly radius: number }> = [];
  moveTo(x: number, y: number): void {
    this.lines.push([{ x, y }]);
  }
  lineTo(x: number, y: number): void {
    this.lines.at(-1)?.push({ x, y });
  }
  quadraticCurveTo(_nearX: number, _nearY: number, x: number, y: number): void {
    this.lineTo(x, y);
  }
  arc(x: number, y: number, radius: number): void {
    this.discs.push({ x, y, radius });
  }
  closePath(): void {
    const line = this.lines.at(-1);
    if (line?.[0] !== undefined) line.push(line[0]);
  }
}

/** For the tests of a file: paths that say what is on them, which there are in browsers alone. */
export function useRecordedPaths(): void {
  beforeAll(() => {
    vi.stubGlobal("Path2D", RecordedPath);
  });
  afterAll(() => {
    vi.unstubAllGlobals();
  });
}

/** A context of a canvas that keeps what is drawn. Colours are the names of their tokens under `namePalette`. */
export function recordCanvas(): { readonly context: CanvasRenderingContext2D; readonly drawn: Drawn } {
  const drawn: Drawn = { strokes: [], discs: [], rects: [] };
  let dash: readonly number[] = [];
  let own = new RecordedPath();
  const context = {
    ...{ strokeStyle: "", fillStyle: "", lineWidth: 1, globalAlpha: 1, font: "" },
    ...{ textAlign: "start", textBaseline: "alphabetic" },
    setLineDash: (to: readonly number[]) => void (dash = to),
    beginPath: () => void (own = new RecordedPath()),
    moveTo: (x: number, y: number) => own.moveTo(x, y),
    lineTo: (x: number, y: number) => own.lineTo(x, y),
    stroke: (path = own) => {
      const look = { colour: context.strokeStyle, isDashed: dash.length > 0 };
      drawn.strokes.push(
        ...path.lines.filter(({ length }) => length > 1).map((spots) => ({ spots, ...look })),
      );
    },
    fill: (path = own) => {
      drawn.discs.push(...path.discs.map((disc) => ({ ...disc, colour: context.fillStyle })));
    },
    fillRect: (x: number, y: number, width: number, height: number) =>
      void drawn.rects.push({ x, y, width, height, colour: context.fillStyle }),
    fillText: () => undefined,
  };
  return { context: context as unknown as CanvasRenderingContext2D, drawn }; // The part that our drawings use.
}

/** Each colour by the name of its token. */
export function namePalette(token: string): string {
  return token;
}
