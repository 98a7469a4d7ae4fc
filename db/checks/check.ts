/** An invariant as SQL that must return no rows; each row names, in `what`, the record that breaks it. */
export type Check = Readonly<{ name: string; sentence: string; sql: string }>;
