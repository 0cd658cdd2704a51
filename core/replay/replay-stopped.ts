/**
 * Thrown through the run that is replayed where it cannot go on as recorded: the tape has no answer to what was asked, and
 * another one would be a guess. It is nobody's error, and no outcome of the run.
 */
export class ReplayStopped extends Error {
  public constructor() {
    super("The replay ends here: the tape has nothing for what was asked.");
  }
}
