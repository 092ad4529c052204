// A small file server for the built page, as any web host is one: files, their types, compressed where asked for.
import { createServer } from 'node:http';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.wasm': 'application/wasm', '.svg': 'image/svg+xml' };
export const dist = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist');

/** Serves under /some/path/, so that an absolute address would be found out. Notes what was sent. What `answer` takes is not looked for among the files. */
export function serve(answer = null) {
  const sent = [];
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://host').pathname));
    if (answer !== null && path.startsWith('/some/path/api/') && answer(request, response, path.slice('/some/path'.length)))
      return;
    const file = path.startsWith('/some/path/') ? join(dist, path.slice('/some/path/'.length) || 'index.html') : null;
    if (file === null || !file.startsWith(dist) || !existsSync(file) || !statSync(file).isFile()) {
      sent.push({ path, status: 404, bytes: 0 });
      response.writeHead(404).end();
      return;
    }
    const small = existsSync(`${file}.br`) && /\bbr\b/.test(request.headers['accept-encoding'] ?? '');
    const content = readFileSync(small ? `${file}.br` : file);
    sent.push({ path, status: 200, bytes: content.length });
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'content-length': content.length, ...(small ? { 'content-encoding': 'br' } : {}) }).end(content);
  });
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve({ url: `http://localhost:${server.address().port}/some/path/`, sent, close: () => server.close() })));
}
