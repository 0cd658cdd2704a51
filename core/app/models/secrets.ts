import type { MayReach } from "#core/app/connections/refuse-untrusted.ts";

/** Where keys come from: the environment for the command line and the web host, the system's key store for the desktop. */
export type SecretSource = {
  readonly find: (variable: string) => string | null;
  /** The text with the keys in it replaced by their names; where it is absent nothing that a model says is kept. */
  readonly hide?: (text: string) => string;
  /** Whether a person lets that key go to that place; where it is absent nobody did. */
  readonly mayReach?: MayReach;
};

/** A source that keeps what it is given, encrypted, beyond this process. */
export type KeySafe = SecretSource & {
  /** The names of what is kept here. */
  readonly names: () => readonly string[];
  /** Whether what `find` answers was kept here. */
  readonly isKept: (variable: string) => boolean;
  /** Whether there is something here to encrypt a key with. */
  readonly canKeep: () => Promise<boolean>;
  /** False where it could not be encrypted, so that nothing of it was written. Null forgets it. */
  readonly keep: (variable: string, key: string | null) => Promise<boolean>;
};

export const environmentSecrets: SecretSource = {
  find: (variable) => {
    const value = process.env[variable];
    return value === undefined || value === "" ? null : value;
  },
};
