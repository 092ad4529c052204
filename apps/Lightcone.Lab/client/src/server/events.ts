/** One event of a stream. */
export interface ServerEvent { id: number; type: string; data: unknown }

/** Server-sent events out of bytes that may be cut anywhere. */
export async function readEvents(body: ReadableStream<Uint8Array>, tell: (event: ServerEvent) => void): Promise<void> {
  const reader = body.getReader(), decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    text += done ? decoder.decode() : decoder.decode(value, { stream: true });
    const blocks = text.split(/\r?\n\r?\n/);
    text = blocks.pop()!;
    for (const block of blocks) {
      const event = parse(block);
      if (event)
        tell(event);
    }
    if (done)
      return;
  }
}

/** One block of lines; null for comments. */
export function parse(block: string): ServerEvent | null {
  let id = 0, type = 'message';
  const data: string[] = [];
  for (const line of block.split(/\r?\n/)) {
    const at = line.indexOf(':'), field = at < 0 ? line : line.slice(0, at), value = at < 0 ? '' : line.slice(at + 1).replace(/^ /, '');
    if (field === 'id')
      id = Number(value);
    else if (field === 'event')
      type = value;
    else if (field === 'data')
      data.push(value);
  }
  return data.length === 0 ? null : { id, type, data: JSON.parse(data.join('\n')) as unknown };
}
