import { useRef, useState } from "react";

export type OneAtATime = {
  readonly isBusy: boolean;
  /** Does it, and answers what it answered; null where it was refused, or where another one is not over. */
  readonly run: <T>(act: () => Promise<T | null>) => Promise<T | null>;
};

/**
 * Lets one act through at a time. One that was done is over only when its subject was read again: until then the buttons
 * on screen are those of before, and a second click of a double one would act on what is no longer so.
 */
export function useOneAtATime(subject: object): OneAtATime {
  const [actedOn, setActedOn] = useState<object | null>(null);
  // Two clicks may come within one render.
  const newest = useRef<object | null>(null);
  const mark = (value: object | null): void => {
    newest.current = value;
    setActedOn(value);
  };
  return {
    isBusy: actedOn === subject,
    run: async (act) => {
      if (newest.current === subject) return null;
      mark(subject);
      const done = await act();
      if (done === null) mark(null);
      return done;
    },
  };
}
