/** What a server says that has not come up yet: nothing else is meant by it. */
const COMING =
  /\b((is|are|still|currently) (still |currently )?(loading|being loaded)|loading (the |this )?(model|weights)|model[ _-](is[ _-])?loading|warming[ -]up|waking( up)?|(spinning|scaling|starting|booting|coming) up|(being )?provision(ing|ed)|(cold|warm)[ -](start|boot)(ing)?|booting|initiali[sz]ing|(downloading|pulling|fetching) (the )?(model|weights)|not (yet )?ready|not loaded yet)\b/i;

/** Where the status says as much, fewer words do. */
const COMING_OF_ONE_AWAY = /\b(load(ing|ed)|start(ing)?[ -]up|warm[ -]up|not (yet )?loaded)\b/i;

/** It will not come by waiting. */
const FAILED =
  /\b(fail(ed|ure|s)?|error|unable|could ?n[o']t|could not|cannot|can't) (to |while |when |in |during )?(the )?(load|initiali|start|boot|download|provision|pull|fetch)/i;

const AWAY = [503, 425];
/** Others say it with these. A key, a quota and an address are no such thing. */
const ELSEWHERE = [400, 408, 409, 423, 429];

/** Whether an endpoint's words mean that it is coming up: its model is being loaded, or its machine started [M32]. */
export function saysComing(said: string, status: number | null): boolean {
  if (status === null || FAILED.test(said)) return false;
  if (AWAY.includes(status) && COMING_OF_ONE_AWAY.test(said)) return true;
  return (status >= 500 || ELSEWHERE.includes(status)) && COMING.test(said);
}
