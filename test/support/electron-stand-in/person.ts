/** The person in front of the boxes: the test, which presses buttons by their number. */

const waiting: ((response: number) => void)[] = [];
const pressed: number[] = [];

export async function askPerson(): Promise<number> {
  const ready = pressed.shift();
  if (ready !== undefined) return ready;
  return await new Promise<number>((resolve) => {
    waiting.push(resolve);
  });
}

export function pressButton(response: number): void {
  const ask = waiting.shift();
  if (ask === undefined) pressed.push(response);
  else ask(response);
}
