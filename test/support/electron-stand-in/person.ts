/** The person in front of the boxes: the test, which presses buttons by their number and names paths. */

type Waiting = { readonly take: (response: number) => void };

const boxes: Waiting[] = [];
const pressed: number[] = [];
const paths: (string | null)[] = [];

/** The button that is pressed, or the one that stands for closing when the program takes the box away. */
export async function askPerson(ifClosed: number, signal: AbortSignal | undefined): Promise<number> {
  const ready = pressed.shift();
  if (ready !== undefined) return ready;
  return await new Promise<number>((resolve) => {
    const box: Waiting = { take: resolve };
    boxes.push(box);
    signal?.addEventListener("abort", () => {
      if (boxes.includes(box)) boxes.splice(boxes.indexOf(box), 1);
      resolve(ifClosed);
    });
  });
}

/** How many boxes stand on the screen. */
export function countBoxes(): number {
  return boxes.length;
}

export function pressButton(response: number): void {
  const box = boxes.shift();
  if (box === undefined) pressed.push(response);
  else box.take(response);
}

/** What the next dialog for a path is answered with; null is its Cancel. */
export function namePath(path: string | null): void {
  paths.push(path);
}

export function takePath(): string | null {
  const path = paths.shift();
  if (path === undefined) throw new Error("A dialog asks for a path, and the test has named none.");
  return path;
}
