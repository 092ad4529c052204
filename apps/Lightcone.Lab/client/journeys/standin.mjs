// A stand-in for the lab's server, for journeys: it speaks the same words over the wire, and computes nothing.
const PASSWORD = 'correct horse battery';
const HASH = '7a'.repeat(32);

const STREAMS = {
  learn: [
    ['state', { state: 'running' }],
    ['progress', { share: 0.2, text: 'rule: 10 steps, 3 of 8 wrong.' }],
    ['loss', { part: 'rule', attempt: 0, step: 10, loss: 0.61, margin: -0.4, wrong: 3, examples: 8 }],
    ['entries', { part: 'rule', attempt: 0, step: 10, entries: Array.from({ length: 8 }, (_, n) => ({ neighborhood: n, symbol: 0, margin: 0.3, state: n < 3 ? 'wrong' : 'open' })) }],
    ['loss', { part: 'rule', attempt: 0, step: 40, loss: 0.02, margin: 2.1, wrong: 0, examples: 8 }],
    ['entries', { part: 'rule', attempt: 0, step: 40, entries: Array.from({ length: 8 }, (_, n) => ({ neighborhood: n, symbol: [0, 0, 0, 1, 0, 1, 1, 1][n], margin: 2.2, state: 'certain' })) }],
  ],
  race: [['progress', { share: 0.5, text: 'The table engine.' }], ['engine', { engine: 'bits', refusal: null, predictedSeconds: 0.01, seconds: 0.01, cellsPerSecond: 1e10, runs: 5, hash: HASH }], ['engine', { engine: 'scan', refusal: 'it runs one-way rules only.', predictedSeconds: null, seconds: null, cellsPerSecond: null, runs: 0, hash: null }]],
  encode: [['progress', { share: 0, text: 'Following the flow.' }]],
  spectrum: [['progress', { share: 0, text: 'Following the system and its tangent vectors.' }]],
};

const times = Array.from({ length: 50 }, (_, k) => k / 10);
const RESULTS = {
  learn: automaton => ({ exact: true, parameters: 82, margin: 2.1, restarts: 0, wrong: [], guesses: [], hash: HASH, automaton }),
  race: () => ({ cells: 100000, steps: 1000, chosen: 'bits', reason: 'the cheapest by its rates.', equal: true, engines: [...STREAMS.race.filter(e => e[0] === 'engine').map(e => e[1]), { engine: 'table', refusal: null, predictedSeconds: 0.2, seconds: 0.25, cellsPerSecond: 4e8, runs: 1, hash: HASH }] }),
  encode: () => ({ system: 'mixed', parameters: { delta: 2 }, components: ['x', 'y'], times, series: [times.map(t => Math.cos(t)), times.map(t => Math.sin(t))], jacobian: [[0, 1], [-1, -2]], divergence: -2 }),
  spectrum: () => ({ system: 'mixed', parameters: { delta: 2 }, exponents: [-0.5, -1.5], halfWidths: [0.01, 0.02], sum: -2, divergence: -2, consistent: true, converged: true, doubts: [], kaplanYorkeDimension: 0, duration: 100, historyTimes: [], history: [] }),
};

const run = (hash, seed, right) => ({ hash, kind: 'exactness', version: 1, settings: { task: 'parity', seed }, numbers: { right } });
const RUNS = [run('aa'.repeat(32), 1, 1), run('bb'.repeat(32), 2, 0.5)];

/** Answers a request under /api/ in place of the server; false when it is none. */
export function standIn({ token, automaton, records }) {
  const jobs = [];
  return (request, response, path) => {
    if (!path.startsWith('/api/'))
      return false;
    const json = (status, body) => { response.writeHead(status, { 'content-type': status >= 400 ? 'application/problem+json' : 'application/json' }).end(JSON.stringify(body)); return true; };
    if (path === '/api/session') {
      let body = '';
      request.on('data', part => { body += part; }).on('end', () => JSON.parse(body).password === PASSWORD ? json(200, { token }) : json(401, { type: 'forbidden', title: 'Forbidden', status: 401, detail: 'That is not the password. Try again.' }));
      return true;
    }
    if (request.headers['x-lightcone-token'] !== token)
      return json(403, { type: 'forbidden', title: 'Forbidden', status: 403, detail: 'The token is not the one of the printed link. Open that link again.' });
    const url = new URL(request.url, 'http://host'), job = /^\/api\/jobs\/(\d+)/.exec(path);
    if (path === '/api/info')
      return json(200, { version: '0.1.0', flows: ['mixed', 'lorenz'], kinds: [], engines: [] });
    if (path === '/api/lengths')
      return json(200, { curves: [{ task: 'addition', steps: 1, model: 'automaton', isChain: false, trainedUpTo: 16, points: [16, 4096].map(number => ({ number, seeds: 3, samples: 16, exact: { count: 3, min: 1, median: 1, max: 1, mean: 1, deviation: 0 }, bits: { count: 3, min: 1, median: 1, max: 1, mean: 1, deviation: 0 } })) }] });
    if (path === '/api/claims')
      return json(200, { claims: records.map(record => ({ id: record.id, record, here: null })) });
    if (path === '/api/runs')
      return json(200, { folder: 'runs', total: 2, offset: 0, limit: 50, kinds: [{ kind: 'exactness', count: 2 }], damaged: [], runs: RUNS.filter(r => !url.searchParams.get('q') || JSON.stringify(r).includes(url.searchParams.get('q'))) });
    if (path.startsWith('/api/runs/')) {
      const found = RUNS.find(r => path.endsWith(r.hash));
      return found ? json(200, { ...found, arrays: [], events: [], command: `lightcone runs ${found.hash.slice(0, 12)}`, content: HASH }) : json(404, { detail: 'There is no such run.' });
    }
    if (path === '/api/jobs' && request.method === 'POST') {
      let body = '';
      request.on('data', part => { body += part; }).on('end', () => {
        const { kind, settings } = JSON.parse(body);
        if (kind === 'race' && settings.task === 'nonsense') {
          json(400, { type: 'bad-input', title: 'Bad input', status: 400, detail: "'nonsense' is neither a task nor a file." });
          return;
        }
        jobs.push({ id: String(jobs.length + 1), kind, settings, state: kind === 'learn' && settings.changes.length > 0 ? 'hanging' : 'done' });
        json(201, { id: jobs.at(-1).id });
      });
      return true;
    }
    const known = job ? jobs[Number(job[1]) - 1] : undefined;
    if (!known)
      return json(404, { detail: 'There is no such job.' });
    if (request.method === 'DELETE') {
      known.state = 'stopped';
      known.end?.();
      return json(202, { ...known, end: undefined });
    }
    if (path.endsWith('/events')) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const after = Number(url.searchParams.get('after') ?? 0);
      STREAMS[known.kind].forEach(([type, data], k) => { if (k + 1 > after) response.write(`id: ${k + 1}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`); });
      if (known.state === 'hanging')
        known.end = () => response.end();
      else
        response.end();
      return true;
    }
    return json(200, { id: known.id, kind: known.kind, state: known.state, settings: known.settings, share: 1, text: '', events: 1, result: known.state === 'done' ? RESULTS[known.kind](automaton) : null, error: null });
  };
}
