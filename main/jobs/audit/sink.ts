import { Writable } from 'node:stream';
import { ByteParts } from '#main/documents/table.ts';
import type { ByteSink } from '#main/documents/xlsx.ts';

/** A stream that keeps what is written to it. */
export function byteSink(): ByteSink {
  const parts = new ByteParts();
  const stream = new Writable({
    write(chunk: Uint8Array, _encoding, written) {
      parts.addBytes(chunk);
      written();
    },
  });
  return { stream, bytes: () => parts.joined() };
}
