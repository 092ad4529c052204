import { describe, expect, it } from 'vitest';
import { parse, readEvents, type ServerEvent } from '../src/server/events';

const stream = (...parts: string[]): ReadableStream<Uint8Array> => new ReadableStream({ start(c) { for (const p of parts) c.enqueue(new TextEncoder().encode(p)); c.close(); } });

describe('server-sent events', () => {
  it('are whole however the bytes are cut', async () => {
    const text = 'id: 1\nevent: progress\ndata: {"share":0.5,"text":"\u00bd"}\n\n:\n\nid: 2\nevent: state\ndata: {"state":"done"}\n\n';
    for (let cut = 1; cut < text.length; cut += 3) {
      const got: ServerEvent[] = [];
      await readEvents(stream(text.slice(0, cut), text.slice(cut)), e => got.push(e));
      expect(got).toEqual([{ id: 1, type: 'progress', data: { share: 0.5, text: '\u00bd' } }, { id: 2, type: 'state', data: { state: 'done' } }]);
    }
  });

  it('are not taken for one when half has come', async () => {
    const got: ServerEvent[] = [];
    await readEvents(stream('id: 3\ndata: {"a":1}\n'), e => got.push(e));
    expect(got).toEqual([]);
    expect(parse(': still here')).toBeNull();
  });
});
