import type { CommandMessage, QueryMessage } from '#shared/contract/channels.ts';
import { refuse } from '#shared/contract/refusals.ts';
import type { Result } from '#shared/result.ts';
import type { Client, Host } from './session/host.ts';

/** Hands one message to the host, whatever carried it here: a wrong shape is refused, an exception becomes an incident. */
export async function passOn(host: Host, channel: 'command' | 'query', sent: unknown, client: Client): Promise<Result<unknown>> {
  try {
    if (channel === 'command') {
      const message = commandMessageOf(sent);
      return message ? await host.command(message, client) : wrongShape('{ "name", "id", "input", "preview"? }');
    }
    const message = queryMessageOf(sent);
    return message ? await host.query(message, client) : wrongShape('{ "name", "input" }');
  } catch (error) {
    return refuse('incident', { id: host.noteIncident(`${client.transport} ${channel}`, error) });
  }
}

const wrongShape = (shape: string) => refuse('invalidInput', { issues: [{ path: '', message: `A message has the form ${shape}` }] });

function commandMessageOf(sent: unknown): CommandMessage | undefined {
  if (!isRecord(sent, ['name', 'id', 'input', 'preview'])) return undefined;
  const { name, id, input, preview } = sent;
  if (!isWord(name) || !isWord(id) || (preview !== undefined && typeof preview !== 'boolean')) return undefined;
  return preview === undefined ? { name, id, input } : { name, id, input, preview };
}

function queryMessageOf(sent: unknown): QueryMessage | undefined {
  if (!isRecord(sent, ['name', 'input']) || !isWord(sent.name)) return undefined;
  return { name: sent.name, input: sent.input };
}

const isWord = (value: unknown): value is string => typeof value === 'string' && value.length > 0 && value.length <= 200;

function isRecord(value: unknown, members: readonly string[]): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).every((member) => members.includes(member))
  );
}
