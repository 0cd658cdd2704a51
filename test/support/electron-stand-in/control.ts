/** What the test may ask of the program it runs, over Node's channel between processes. */
export type Request =
  | { readonly type: "calls" | "quit" | "close-windows" | "second-instance" | "reload" }
  | ({ readonly type: "move-window" } & Bounds)
  | { readonly type: "press"; readonly button: number }
  | { readonly type: "click-menu"; readonly label: string }
  | {
      readonly type: "permission";
      readonly permission: string;
      readonly url: string;
      readonly isMainFrame: boolean;
    }
  | { readonly type: "crash"; readonly reason: string }
  | { readonly type: "ipc"; readonly channel: string; readonly from: ForeignSender };

export type Bounds = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type ForeignSender = {
  readonly origin: string;
  readonly isTopFrame: boolean;
  readonly isOtherWindow: boolean;
  readonly ports: number;
};

export type Ask = Request & { readonly id: number };

/** Id 0 is the program's own: it has been evaluated, and its pages are to be seen at the address that is the value. */
export type Answer = { readonly id: number; readonly value?: unknown; readonly error?: string };
