/** A calculation without a workspace: one JSON line and perhaps a file beside it, or a sentence about what was typed. */
export type Calculation = Readonly<{ line: unknown; file?: NewFile } | { problem: string }>;
export type NewFile = Readonly<{ path: string; bytes(): Promise<Uint8Array> }>;
