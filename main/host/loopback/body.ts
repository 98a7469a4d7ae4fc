import type { IncomingMessage } from 'node:http';

export const BODY_LIMIT = 32 * 1024 * 1024;

export type Body = Readonly<{ ok: true; value: unknown }> | Readonly<{ ok: false; why: 'notJson' | 'tooLarge' | 'malformed' }>;

/** Reads a JSON body. `application/json` is what a page of another site cannot send without asking first, and nobody is told yes. */
export async function readBody(request: IncomingMessage, limit = BODY_LIMIT): Promise<Body> {
  if (!/^application\/json\s*(;\s*charset=utf-8\s*)?$/i.test(request.headers['content-type'] ?? '')) return { ok: false, why: 'notJson' };
  if (Number(request.headers['content-length'] ?? 0) > limit) return { ok: false, why: 'tooLarge' };
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) return { ok: false, why: 'tooLarge' };
    chunks.push(chunk);
  }
  try {
    return { ok: true, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))) };
  } catch {
    return { ok: false, why: 'malformed' };
  }
}
